package dev.after4j.example.account;

import static dev.after4j.After.after;
import static dev.after4j.app.CurrentResponse.responseHeaders;

import dev.after4j.TaskOptions;
import dev.after4j.app.Forward;
import dev.after4j.app.Proxy;
import dev.after4j.app.ProxyResult;
import dev.after4j.app.Request;
import dev.after4j.app.Signal;
import dev.after4j.example.activity.UserActivity;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Guards all that is below the pattern that it is registered for: pages and actions. */
public final class SignedInOnly implements Proxy {
    private static final TaskOptions ACTIVITY = TaskOptions.named("log refusal");
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final Visitors visitors;
    private final UserActivity userActivity;

    public SignedInOnly(Visitors visitors, UserActivity userActivity) {
        this.visitors = visitors;
        this.userActivity = userActivity;
    }

    /** Who reads is asked to sign in, and comes back then; who posts would lose what was sent on the way. */
    @Override
    public ProxyResult handle(Request request) {
        responseHeaders().set("Cache-Control", "no-store"); // else "back" shows the account after signing out
        if (visitors.of(request).isPresent()) return Forward.next();
        after(ACTIVITY, () -> userActivity.log("was asked to sign in", Optional.empty()));
        if (!READING.contains(request.method())) throw Signal.unauthorized();
        return Signal.redirect("/sign-in?then=" + URLEncoder.encode(request.path(), StandardCharsets.UTF_8));
    }
}
