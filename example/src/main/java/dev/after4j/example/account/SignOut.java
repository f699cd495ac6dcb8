package dev.after4j.example.account;

import static dev.after4j.app.CurrentResponse.responseCookies;

import dev.after4j.app.Action;
import dev.after4j.app.Form;
import dev.after4j.app.Result;
import dev.after4j.app.Signal;

/** Ends the session, here and in the browser. */
public final class SignOut implements Action {
    private final Sessions sessions;

    public SignOut(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Result submit(Form form) {
        form.request().cookies().value(Sessions.COOKIE).ifPresent(sessions::close);
        responseCookies().delete(Sessions.COOKIE);
        return Signal.redirect("/");
    }
}
