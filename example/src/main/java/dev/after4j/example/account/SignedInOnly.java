package dev.after4j.example.account;

import static dev.after4j.After.after;

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

/** Guards all that is below the pattern that it is registered for: pages and actions. */
public final class SignedInOnly implements Proxy {
    private static final TaskOptions ACTIVITY = TaskOptions.named("log refusal");

    private final Visitors visitors;
    private final UserActivity userActivity;

    public SignedInOnly(Visitors visitors, UserActivity userActivity) {
        this.visitors = visitors;
        this.userActivity = userActivity;
    }

    /** Who reads is asked to sign in, and comes back then; who posts would lose what was sent on the way. */
    @Override
    public ProxyResult handle(Request request) {
        if (visitors.of(request).isPresent()) return Forward.next();
        after(ACTIVITY, () -> userActivity.log("was asked to sign in", Optional.empty()));
        if (!request.method().equals("GET")) throw Signal.unauthorized();
        return Signal.redirect("/sign-in?then=" + URLEncoder.encode(request.path(), StandardCharsets.UTF_8));
    }
}
