package dev.after4j.example;

import static dev.after4j.After.after;
import static dev.after4j.request.CurrentRequest.cookies;
import static dev.after4j.request.CurrentRequest.headers;

import dev.after4j.TaskOptions;
import java.io.IOException;
import java.util.Map;
import org.eclipse.jetty.server.Request;

/** Takes orders. */
final class OrderRoute {
    private static final TaskOptions MAIL = TaskOptions.named("mail");

    private final Orders orders;
    private final UserActivity userActivity;
    private final Mailer mailer;

    OrderRoute(Orders orders, UserActivity userActivity, Mailer mailer) {
        this.orders = orders;
        this.userActivity = userActivity;
        this.mailer = mailer;
    }

    Answer post(Request request) throws IOException {
        Order order = Json.read(request, Order.class);
        long number = orders.place(order); // the mutation: the client waits for this
        after(
                () -> { // ...and not for this
                    String userAgent = headers().first("user-agent").orElse("unknown");
                    String session = cookies().value("session-id").orElse("anonymous");
                    userActivity.log(
                            "order " + number + ": " + order.quantity() + " × " + order.item(), session, userAgent);
                });
        after(MAIL, () -> mailer.confirm(order)); // takes two seconds
        return Answer.json(200, Map.of("status", "success"));
    }
}
