package dev.after4j.example.activity;

import static dev.after4j.request.CurrentRequest.cookies;
import static dev.after4j.request.CurrentRequest.headers;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What users did. */
public final class UserActivity {
    /** The header with the id of a request. */
    public static final String REQUEST_ID = "x-request-id";

    private static final String SESSION = "session-id";

    private final Jdbi jdbi;

    public UserActivity(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** For tasks of actions, route handlers and proxies, which may read the request although it has been answered. */
    public void log(String what, Optional<String> customer) {
        String who = customer.or(() -> cookies().value(SESSION)).orElse("anonymous");
        String userAgent = headers().first("user-agent").orElse("unknown");
        String request = headers().first(REQUEST_ID).orElse("none");
        log(what, who, userAgent, request);
    }

    /** For tasks of pages and layouts, which may not: they have taken these before. */
    public void log(String what, String who, String userAgent, String request) {
        jdbi.useHandle(handle -> handle.execute(
                "insert into activity (what, who, user_agent, request) values (?, ?, ?, ?)",
                what,
                who,
                userAgent,
                request));
    }

    /** The newest first. */
    public List<Activity> latest() {
        return jdbi.withHandle(handle -> handle.createQuery("select * from activity order by at desc limit 50")
                .map(ConstructorMapper.of(Activity.class))
                .list());
    }
}
