package dev.after4j.example.boot;

import static dev.after4j.After.after;
import static dev.after4j.request.CurrentRequest.cookies;
import static dev.after4j.request.CurrentRequest.headers;

import dev.after4j.TaskOptions;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes orders. */
@RestController
class OrderRoute {
    private static final TaskOptions ACTIVITY = TaskOptions.named("activity");
    private static final TaskOptions MAIL = TaskOptions.named("mail");

    private final Orders orders;
    private final UserActivity userActivity;
    private final Mailer mailer;

    OrderRoute(Orders orders, UserActivity userActivity, Mailer mailer) {
        this.orders = orders;
        this.userActivity = userActivity;
        this.mailer = mailer;
    }

    @PostMapping("/api/route")
    Map<String, String> post(@RequestBody Order order) {
        orders.place(order); // the mutation: the client waits for this, and for nothing below
        after(ACTIVITY, () -> {
            String userAgent = headers().first("user-agent").orElse("unknown");
            String session = cookies().value("session-id").orElse("anonymous");
            userActivity.log("ordered " + order.item(), session, userAgent);
        });
        after(MAIL, () -> mailer.confirm(order));
        return Map.of("status", "success");
    }
}
