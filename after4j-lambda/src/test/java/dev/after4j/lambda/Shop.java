package dev.after4j.lambda;

import static dev.after4j.After.after;
import static dev.after4j.app.CurrentResponse.responseCookies;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import dev.after4j.After;
import dev.after4j.app.App;
import dev.after4j.app.Form;
import dev.after4j.app.Part;
import dev.after4j.app.Request;
import dev.after4j.app.Response;
import dev.after4j.app.ResponseCookie;
import dev.after4j.app.Result;
import dev.after4j.app.Signal;
import dev.after4j.request.CurrentRequest;
import java.io.IOException;
import java.security.Principal;
import java.util.function.Consumer;

/** An application as a handler; it tells what its tasks have seen. */
public final class Shop extends AppHandler {
    static final int MAX_BODY = 20_000;

    /** In a process of its own. */
    public Shop() {
        this(Remote::tell);
    }

    Shop(Consumer<String> journal) {
        super(new Site(journal).app());
    }

    private record Site(Consumer<String> journal) {
        App app() {
            return App.builder()
                    .maxBody(MAX_BODY)
                    .route("GET", "/hello/{name}", this::hello)
                    .route("GET", "/waits", this::waits)
                    .route("GET", "/who", this::who)
                    .route("GET", "/cookies", Site::cookies)
                    .route("GET", "/headers", Site::headers)
                    .route("GET", "/large/{bytes}", this::large)
                    .route("GET", "/ticks", this::ticks)
                    .route("GET", "/fails", this::fails)
                    .route("GET", "/breaks", this::breaks)
                    .route("POST", "/echo", Site::echo)
                    .action("/orders", "place", this::place)
                    .assets("/assets")
                    .error((request, problem) -> Response.text("our " + problem.status()))
                    .build();
        }

        private Result hello(Request request) {
            after(() -> journal.accept(CurrentRequest.get().route().orElseThrow() + " "
                    + CurrentRequest.headers().first("User-Agent").orElse("?") + " "
                    + CurrentRequest.cookies().value("session").orElse("?")));
            return Response.text("hello " + request.param("name") + " " + request.queryAll("x") + " at "
                    + request.link("/here") + " of " + request.origin());
        }

        private Result waits(Request request) {
            after(() -> {
                Remote.hold("task");
                journal.accept("task went on");
            });
            return Response.text("no need to wait");
        }

        private Result who(Request request) {
            String name = request.principal().map(Principal::getName).orElse("nobody");
            Context context = request.unwrap(Context.class).orElseThrow();
            return Response.text(
                    name + " from " + request.remoteAddress().orElse("?") + " calls " + context.getFunctionName());
        }

        private static Result cookies(Request request) {
            responseCookies().set(ResponseCookie.of("a", "1"));
            responseCookies().set(ResponseCookie.of("b", "2"));
            return Response.text(request.cookies().value("session").orElse("?") + " "
                    + request.header("Cookie").orElse("?"));
        }

        private static Result headers(Request request) {
            return Response.text("grüße").header("Link", "</a>; rel=preload").header("Link", "</b>; rel=preload");
        }

        private Result large(Request request) {
            after(() -> journal.accept("large " + After.outcome().kind()));
            return Response.text("x".repeat(request.param("bytes", int.class)));
        }

        private Result ticks(Request request) {
            after(() -> journal.accept("all ticks"));
            return Response.events(events -> {
                events.send("one");
                events.send("two");
            });
        }

        private Result fails(Request request) {
            after(() -> journal.accept("fails " + After.outcome()));
            throw new IllegalStateException("out of stock");
        }

        private Result breaks(Request request) {
            after(() -> journal.accept("breaks " + After.outcome()));
            return Response.stream("text/plain", out -> {
                out.write("half".getBytes(UTF_8));
                throw new IllegalStateException("out of paper");
            });
        }

        private static Result echo(Request request) throws IOException {
            return Response.bytes(request.header("Content-Type").orElseThrow(), request.bytes());
        }

        private Result place(Form form) throws IOException {
            StringBuilder placed = new StringBuilder(String.join(",", form.all("item")));
            for (Part file : form.files("photo"))
                placed.append(' ')
                        .append(file.fileName().orElseThrow())
                        .append(':')
                        .append(new String(file.open().readAllBytes(), UTF_8));
            after(() -> journal.accept("placed " + placed));
            throw Signal.redirect("/hello/you");
        }
    }
}
