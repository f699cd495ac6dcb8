package dev.after4j.example.orders;

import static dev.after4j.After.after;

import dev.after4j.TaskOptions;
import dev.after4j.example.activity.UserActivity;
import java.util.Optional;
import java.util.UUID;

/** Takes orders. It knows neither request nor response: tasks may be registered any number of calls down. */
public final class Ordering {
    private static final TaskOptions ACTIVITY = TaskOptions.named("log order");
    private static final TaskOptions MAIL = TaskOptions.named("mail");

    private final Orders orders;
    private final UserActivity userActivity;
    private final Mailer mailer;

    public Ordering(Orders orders, UserActivity userActivity, Mailer mailer) {
        this.orders = orders;
        this.userActivity = userActivity;
        this.mailer = mailer;
    }

    /** An order that was placed before, with the same key, is not placed again. */
    void place(UUID key, Order order, Optional<String> customer) {
        boolean isNew =
                orders.place(key, order, customer); // the mutation: the client waits for this, and for nothing below
        if (!isNew) return;
        after(ACTIVITY, () -> userActivity.log("ordered " + order.item(), customer));
        after(MAIL, () -> mailer.confirm(order));
    }
}
