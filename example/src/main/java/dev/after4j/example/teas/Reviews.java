package dev.after4j.example.teas;

import static dev.after4j.app.Revalidation.cacheTag;

import dev.after4j.example.UniqueRow;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What customers have written. */
public final class Reviews {
    private final Jdbi jdbi;

    public Reviews(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What whatever shows the reviews of a tea expires by; who changes them need not know which pages do. */
    static String tag(Tea tea) {
        return "reviews:" + tea.slug();
    }

    /** Those that are published, the newest first. */
    List<Review> of(Tea tea) {
        cacheTag(tag(tea));
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from review where tea = ? and published order by number desc")
                        .bind(0, tea.slug())
                        .map(ConstructorMapper.of(Review.class))
                        .list());
    }

    /**
     * False if it is there already, and nothing changes then. Who sends a form twice has sent the same text twice: that is enough to know it by, without a key in the form, which would be
     * the same for all who are shown a page that is kept.
     */
    boolean add(Tea tea, NewReview review) {
        return UniqueRow.insert(
                jdbi,
                "insert into review (tea, author, stars, text) values (?, ?, ?, ?)",
                tea.slug(),
                review.author(),
                review.stars(),
                review.text());
    }

    void publish(Tea tea, NewReview review) {
        jdbi.useHandle(handle -> handle.execute(
                "update review set published = true where tea = ? and author = ? and text = ?",
                tea.slug(),
                review.author(),
                review.text()));
    }
}
