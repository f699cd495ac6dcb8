package dev.after4j.example.account;

import static dev.after4j.After.after;
import static dev.after4j.app.CurrentResponse.responseCookies;

import dev.after4j.TaskOptions;
import dev.after4j.app.Action;
import dev.after4j.app.Form;
import dev.after4j.app.Request;
import dev.after4j.app.ResponseCookie;
import dev.after4j.app.Result;
import dev.after4j.app.Signal;
import dev.after4j.example.activity.UserActivity;
import java.util.Optional;

/** Signs in whoever knows the password. */
public final class SignIn implements Action {
    private static final TaskOptions ACTIVITY = TaskOptions.named("log sign-in");
    private static final TaskOptions FORGET = TaskOptions.named("forget expired sessions");
    private static final String ACCOUNT = "/account";

    private final Passwords passwords;
    private final Sessions sessions;
    private final UserActivity userActivity;

    public SignIn(Passwords passwords, Sessions sessions, UserActivity userActivity) {
        this.passwords = passwords;
        this.sessions = sessions;
        this.userActivity = userActivity;
    }

    @Override
    public Result submit(Form form) {
        Optional<Credentials> sent = form.as(Credentials.class);
        if (sent.isEmpty()) return form.again();
        String name = sent.get().name();
        if (!passwords.match(name, sent.get().password())) {
            form.reject("", SignInPage.REFUSAL);
            return form.again();
        }
        open(name, form.request());
        return Signal.redirect(destination(sent.get().then()));
    }

    private void open(String name, Request request) {
        request.cookies().value(Sessions.COOKIE).ifPresent(sessions::close);
        responseCookies()
                .set(ResponseCookie.of(Sessions.COOKIE, sessions.open(name)).maxAge(Sessions.LIFE));
        after(ACTIVITY, () -> userActivity.log("signed in", Optional.of(name)));
        after(FORGET, sessions::forgetExpired);
    }

    /** Only paths of this shop: a link to the sign-in page must not lead its visitors elsewhere. */
    private static String destination(Optional<String> then) {
        return then.filter(path -> path.startsWith("/")).orElse(ACCOUNT);
    }
}
