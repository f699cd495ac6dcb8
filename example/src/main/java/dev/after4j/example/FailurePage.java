package dev.after4j.example;

import dev.after4j.app.ErrorPage;
import dev.after4j.app.Html;
import dev.after4j.app.Problem;
import dev.after4j.app.Request;
import dev.after4j.jte.Jte;

/** Whatever else went wrong, on the shop's side or on the visitor's. */
final class FailurePage implements ErrorPage {
    private final Jte jte;

    FailurePage(Jte jte) {
        this.jte = jte;
    }

    @Override
    public Html render(Request request, Problem problem) {
        return jte.view("failure.jte")
                .with("request", request)
                .with("problem", problem)
                .with("explanation", explanation(problem));
    }

    private static String explanation(Problem problem) {
        return switch (problem.status()) {
            case 401 -> "Sign in first, and then try it again.";
            case 403 -> "This belongs to somebody else, or the form came from another site.";
            case 500 -> "This is our mistake, not yours. It has been logged.";
            default -> problem.detail().orElse("The shop could not make sense of this request.");
        };
    }
}
