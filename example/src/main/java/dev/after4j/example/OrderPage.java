package dev.after4j.example;

import static dev.after4j.app.CurrentResponse.responseCookies;

import dev.after4j.app.Form;
import dev.after4j.app.Request;
import dev.after4j.app.Response;
import dev.after4j.app.ResponseCookie;
import dev.after4j.app.Result;
import dev.after4j.app.Signal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A form that orders something. */
final class OrderPage {
    static final String SESSION = "session-id";

    private final Ordering ordering;
    private final Templates templates;

    OrderPage(Ordering ordering, Templates templates) {
        this.ordering = ordering;
        this.templates = templates;
    }

    /** The empty form; or what was sent, with what is wrong about it. */
    Response show(Request request) {
        if (request.cookies().value(SESSION).isEmpty())
            responseCookies().set(ResponseCookie.of(SESSION, UUID.randomUUID().toString()));
        Map<String, @Nullable Object> shown = new HashMap<>();
        shown.put("form", request.submitted().orElse(null));
        return templates.page("order.jte", shown);
    }

    Result order(Form form) {
        Optional<Order> order = form.as(Order.class);
        if (order.isEmpty()) return form.again();
        ordering.place(order.get());
        return Signal.redirect("/activity");
    }
}
