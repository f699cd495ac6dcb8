package dev.after4j.example;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What users did. */
final class UserActivity {
    private final Jdbi jdbi;

    UserActivity(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void log(String what, String session, String userAgent, String request) {
        jdbi.useHandle(handle -> handle.execute(
                "insert into activity (at, what, session, user_agent, request) values (current_timestamp, ?, ?, ?, ?)",
                what,
                session,
                userAgent,
                request));
    }

    /** The newest first. */
    List<Activity> latest() {
        return jdbi.withHandle(handle -> handle.createQuery("select * from activity order by at desc limit 50")
                .map(ConstructorMapper.of(Activity.class))
                .list());
    }
}
