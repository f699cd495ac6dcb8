package dev.after4j.example;

import static dev.after4j.After.after;
import static dev.after4j.request.CurrentRequest.cookies;
import static dev.after4j.request.CurrentRequest.headers;

import dev.after4j.TaskOptions;

/** Takes orders. It knows neither request nor response: tasks may be registered any number of calls down. */
final class Ordering {
    private static final TaskOptions MAIL = TaskOptions.named("mail");

    private final Orders orders;
    private final UserActivity userActivity;
    private final Mailer mailer;

    Ordering(Orders orders, UserActivity userActivity, Mailer mailer) {
        this.orders = orders;
        this.userActivity = userActivity;
        this.mailer = mailer;
    }

    void place(Order order) {
        orders.place(order); // the mutation: the client waits for this, and for nothing below
        after(() -> {
            String userAgent = headers().first("user-agent").orElse("unknown");
            String session = cookies().value(OrderPage.SESSION).orElse("anonymous");
            String request = headers().first(RequestId.HEADER).orElse("none");
            userActivity.log("ordered " + order.item(), session, userAgent, request);
        });
        after(MAIL, () -> mailer.confirm(order));
    }
}
