package dev.after4j.example;

import dev.after4j.AfterRuntime;
import dev.after4j.app.App;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;

/** What the shop answers, and where. */
final class Shop {
    private static final int LARGEST_BODY = 64 * 1024;

    private Shop() {}

    static App app(Jdbi jdbi, Templates templates, TaskLog taskLog, AfterRuntime runtime) {
        UserActivity userActivity = new UserActivity(jdbi);
        Ordering ordering = new Ordering(new Orders(jdbi), userActivity, new Mailer(Duration.ofSeconds(2)));
        OrderPage orderPage = new OrderPage(ordering, templates);
        ActivityPage activityPage = new ActivityPage(userActivity, taskLog, runtime, templates);
        return App.builder()
                .proxy(new RequestId())
                .route("GET", "/", orderPage::show)
                .action("/", "order", orderPage::order)
                .route("POST", "/api/route", new OrderRoute(ordering))
                .route("GET", "/activity", activityPage::show)
                .assets("/assets")
                .maxBody(LARGEST_BODY)
                .build();
    }
}
