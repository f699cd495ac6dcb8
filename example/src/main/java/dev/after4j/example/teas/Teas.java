package dev.after4j.example.teas;

import dev.after4j.app.CacheOptions;
import dev.after4j.app.DataCache;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;

/** The teas of the shop. */
public final class Teas {
    private static final int FEW = 3;

    /** Whoever changes a tea does so in the database and tells nobody: neither the list nor a page that is made of it is kept for longer. */
    private static final CacheOptions KEPT = CacheOptions.NONE.revalidate(Duration.ofMinutes(10));

    private final Jdbi jdbi;

    public Teas(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** By name. The proxies ask at each view which tea it is of: pages that are kept cost no query, and neither do they. */
    public List<Tea> all() {
        return DataCache.get(
                "teas",
                KEPT,
                () -> jdbi.withHandle(handle -> teas(handle.createQuery("select * from tea order by name"))));
    }

    public Optional<Tea> find(String slug) {
        return all().stream().filter(tea -> tea.slug().equals(slug)).findFirst();
    }

    /** Whose page is at {@code path}. */
    Optional<Tea> at(String path) {
        return all().stream().filter(tea -> tea.path().equals(path)).findFirst();
    }

    public Optional<Tea> named(String name) {
        return all().stream().filter(tea -> tea.name().equals(name)).findFirst();
    }

    List<Tea> of(Kind kind) {
        return all().stream().filter(tea -> tea.kind() == kind).toList();
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
