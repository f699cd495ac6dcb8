package dev.after4j.example.teas;

import dev.after4j.Memo;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;

/** The teas of the shop. */
public final class Teas {
    private static final int FEW = 3;

    private final Jdbi jdbi;

    /** The proxy, the metadata and the page ask for the same tea: the database is asked once per request. */
    private final Function<String, Optional<Tea>> bySlug = Memo.perRequestBy(this::load);

    public Teas(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public Optional<Tea> find(String slug) {
        return bySlug.apply(slug);
    }

    private Optional<Tea> load(String slug) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from tea where slug = ?")
                .bind(0, slug)
                .map(ConstructorMapper.of(Tea.class))
                .findOne());
    }

    List<Tea> search(Search search) {
        return jdbi.withHandle(
                handle -> teas(handle.createQuery("select * from tea where (:kind is null or kind = :kind)"
                                + " and locate(lower(:text), lower(name || ' ' || origin || ' ' || summary)) > 0 order by "
                                + search.sort().columns)
                        .bind("kind", search.kind().orElse(null))
                        .bind("text", search.text())));
    }

    public List<Tea> mostViewed() {
        return jdbi.withHandle(
                handle -> teas(handle.createQuery("select * from tea order by views desc, name limit :few")
                        .bind("few", FEW)));
    }

    private static List<Tea> teas(Query query) {
        return query.map(ConstructorMapper.of(Tea.class)).list();
    }

    void countView(Tea tea) {
        jdbi.useHandle(handle -> handle.execute("update tea set views = views + 1 where slug = ?", tea.slug()));
    }
}
