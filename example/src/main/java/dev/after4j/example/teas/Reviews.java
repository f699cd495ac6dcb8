package dev.after4j.example.teas;

import dev.after4j.example.FormKey;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What customers have written. */
public final class Reviews {
    private final Jdbi jdbi;

    public Reviews(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** The newest first. */
    List<Review> of(Tea tea) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from review where tea = ? order by number desc")
                .bind(0, tea.slug())
                .map(ConstructorMapper.of(Review.class))
                .list());
    }

    /** False if the same form has been sent before: nothing changes then. */
    boolean add(Tea tea, NewReview review) {
        return FormKey.insertOnce(
                jdbi,
                "insert into review (form_key, tea, author, stars, text) values (?, ?, ?, ?, ?)",
                review.key(),
                tea.slug(),
                review.author(),
                review.stars(),
                review.text());
    }
}
