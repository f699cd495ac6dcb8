package dev.after4j.example.account;

import dev.after4j.Memo;
import dev.after4j.app.Request;
import dev.after4j.app.Signal;
import java.util.Optional;
import java.util.function.Function;

/** Tells who is signed in: as the host knows it, such as Spring Security; else by a session of the shop's own. */
public final class Visitors {
    /** Layouts and pages ask this again and again. */
    private final Function<String, Optional<Visitor>> byToken;

    public Visitors(Sessions sessions) {
        this.byToken = Memo.perRequestBy(sessions::find);
    }

    public Optional<Visitor> of(Request request) {
        return request.principal()
                .map(known -> new Visitor(known.getName(), ""))
                .or(() -> request.cookies().value(Sessions.COOKIE).flatMap(byToken));
    }

    /** Where only who is signed in gets to. */
    Visitor require(Request request) {
        return of(request).orElseThrow(Signal::unauthorized);
    }
}
