package dev.after4j.example;

import dev.after4j.AfterRuntime;
import dev.after4j.app.App;
import dev.after4j.example.account.AccountLayout;
import dev.after4j.example.account.AccountPage;
import dev.after4j.example.account.OrderPage;
import dev.after4j.example.account.Passwords;
import dev.after4j.example.account.Sessions;
import dev.after4j.example.account.SignIn;
import dev.after4j.example.account.SignInPage;
import dev.after4j.example.account.SignOut;
import dev.after4j.example.account.SignedInOnly;
import dev.after4j.example.account.Visitors;
import dev.after4j.example.activity.ActivityPage;
import dev.after4j.example.activity.TaskLog;
import dev.after4j.example.activity.UserActivity;
import dev.after4j.example.orders.Mailer;
import dev.after4j.example.orders.OrderFormPage;
import dev.after4j.example.orders.OrderRoute;
import dev.after4j.example.orders.OrderTea;
import dev.after4j.example.orders.OrderedPage;
import dev.after4j.example.orders.Ordering;
import dev.after4j.example.orders.Orders;
import dev.after4j.example.teas.AddReview;
import dev.after4j.example.teas.CountViews;
import dev.after4j.example.teas.KindPage;
import dev.after4j.example.teas.Moderation;
import dev.after4j.example.teas.RecentPage;
import dev.after4j.example.teas.RecentlySeen;
import dev.after4j.example.teas.Reviews;
import dev.after4j.example.teas.SearchPage;
import dev.after4j.example.teas.TeaNotFoundPage;
import dev.after4j.example.teas.TeaPage;
import dev.after4j.example.teas.Teas;
import dev.after4j.example.teas.TeasLayout;
import dev.after4j.example.teas.TeasPage;
import dev.after4j.jte.Jte;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/** What the shop answers, and where. */
public final class Shop {
    private static final int LARGEST_BODY = 64 * 1024;

    /** Whatever somebody might get into a page: a browser runs no script and loads nothing that is not the shop's own. */
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

    private final Jdbi jdbi;
    private final Jte jte;
    private final Mailer mailer;
    private final Moderation moderation;
    private final String baseUrl;
    private final TaskLog taskLog;

    /** The shop on {@code database}, which whoever has opened it closes; browsers reach it at {@code baseUrl}. */
    public Shop(Database database, Jte jte, Mailer mailer, Moderation moderation, String baseUrl) {
        this.jdbi = database.jdbi();
        this.jte = jte;
        this.mailer = mailer;
        this.moderation = moderation;
        this.baseUrl = baseUrl;
        this.taskLog = new TaskLog(jdbi);
    }

    /** A listener for the runtime: what the activity page shows. */
    public TaskLog taskLog() {
        return taskLog;
    }

    /** The application, whose tasks {@code runtime} runs. */
    public App app(AfterRuntime runtime) {
        UserActivity userActivity = new UserActivity(jdbi);
        Teas teas = new Teas(jdbi);
        Reviews reviews = new Reviews(jdbi);
        Orders orders = new Orders(jdbi);
        Ordering ordering = new Ordering(orders, userActivity, mailer);
        Sessions sessions = new Sessions(jdbi, InstantSource.system());
        Visitors visitors = new Visitors(sessions);
        return App.builder()
                .baseUrl(baseUrl)
                .header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
                .maxBody(LARGEST_BODY)
                .assets("/assets")
                .proxy(new RequestId())
                .layout("/", new RootLayout(jte))
                .notFound("/", new NotFoundPage(jte))
                .errorPage("/", new FailurePage(jte))
                .page("/", new HomePage(teas, jte))
                .page("/broken", new BrokenPage())
                .route("GET", "/sitemap.xml", new Sitemap(teas, baseUrl))
                // teas
                .proxy("/teas/{slug}", new CountViews(teas))
                .proxy("/teas/{slug}", new RecentlySeen(teas))
                .layout("/teas", new TeasLayout(jte))
                .notFound("/teas", new TeaNotFoundPage(teas, jte))
                .page("/teas", new TeasPage(teas, jte))
                .page("/teas/kinds/{kind}", new KindPage(teas, jte))
                .page("/teas/{slug}", new TeaPage(teas, reviews, orders, jte))
                .action("/teas/{slug}", "review", new AddReview(teas, reviews, moderation, userActivity, jte))
                .page("/search", new SearchPage(teas, jte))
                .page("/recent", new RecentPage(teas, jte))
                // orders
                .page("/teas/{slug}/order", new OrderFormPage(teas, visitors, jte))
                .action("/teas/{slug}/order", "order", new OrderTea(teas, ordering, visitors))
                .page("/orders/{key}", new OrderedPage(orders, jte))
                .route("POST", "/api/route", new OrderRoute(teas, ordering))
                // the signed-in area
                .page("/sign-in", new SignInPage(visitors, jte))
                .action("/sign-in", "sign-in", new SignIn(new Passwords(jdbi), sessions, userActivity))
                .proxy("/account/{path...}", new SignedInOnly(visitors, userActivity))
                .layout("/account", new AccountLayout(visitors, jte))
                .page("/account", new AccountPage(visitors, orders, userActivity, jte))
                .page("/account/orders/{number}", new OrderPage(visitors, orders, jte))
                .action("/account", "sign-out", new SignOut(sessions))
                // what tasks did
                .page("/activity", new ActivityPage(userActivity, taskLog, runtime, jte))
                .build();
    }
}
