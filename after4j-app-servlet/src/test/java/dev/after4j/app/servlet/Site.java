package dev.after4j.app.servlet;

import static dev.after4j.After.after;
import static dev.after4j.app.CurrentResponse.responseCookies;
import static dev.after4j.app.CurrentResponse.responseHeaders;

import dev.after4j.After;
import dev.after4j.Outcome;
import dev.after4j.app.App;
import dev.after4j.app.Form;
import dev.after4j.app.Forward;
import dev.after4j.app.Part;
import dev.after4j.app.ProxyResult;
import dev.after4j.app.Request;
import dev.after4j.app.Response;
import dev.after4j.app.ResponseCookie;
import dev.after4j.app.Result;
import dev.after4j.app.Signal;
import dev.after4j.request.CurrentRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.security.Principal;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The application that is mounted everywhere; it tells what its tasks have seen. */
final class Site {
    static final int MAX_BODY = 20_000;
    static final IllegalStateException OUT_OF_STOCK = new IllegalStateException("out of stock");

    /** What a controller behind the application tells, which knows no site. */
    static final BlockingQueue<String> LAST = new LinkedBlockingQueue<>();

    final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    volatile CountDownLatch next = new CountDownLatch(1);

    App app() {
        return App.builder()
                .maxBody(MAX_BODY)
                .proxy(this::stamp)
                .route("GET", "/hello/{name}", this::hello)
                .action("/orders", "place", this::place)
                .route("GET", "/visits", Site::visits)
                .route("GET", "/who", this::who)
                .route("GET", "/fails", this::fails)
                .route("GET", "/fails/quietly", this::fails)
                .route("GET", "/breaks", this::breaks)
                .route("GET", "/ticks", this::ticks)
                .route("GET", "/endless", this::endless)
                .assets("/assets")
                .error((request, problem) -> request.path().endsWith("/quietly")
                        ? Response.empty().status(problem.status())
                        : Response.text("our " + problem.status()))
                .build();
    }

    private ProxyResult stamp(Request request) {
        responseHeaders().set("x-proxy", "was here");
        if (request.query("proxied").isPresent()) {
            tell("proxy");
            after(() -> outcomes.add(After.outcome()));
        }
        if (request.query("varies").isPresent()) {
            responseHeaders().add("Vary", "Cookie");
            responseHeaders().add("Link", "</a>; rel=preload");
            responseHeaders().add("Link", "</b>; rel=preload");
        }
        if (request.path().equals("/headers"))
            return Forward.next().header("X-User", "nobody").withoutHeader("x-secret");
        return request.path().equals("/style") ? Forward.rewrite("/assets/site.css") : Forward.next();
    }

    private Result hello(Request request) {
        after(() -> seen.add(CurrentRequest.get().route().orElseThrow() + " "
                + CurrentRequest.headers().first("user-agent").orElse("?")));
        return Response.text("hello " + request.param("name") + " at " + request.link("/") + " of " + request.origin());
    }

    private Result place(Form form) throws IOException {
        String item = form.text("item").orElse("nothing");
        String photo = "no photo";
        for (Part file : form.files("photo"))
            photo = file.fileName().orElseThrow() + ":"
                    + new String(file.open().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        responseCookies().set(ResponseCookie.of("last-order", "7"));
        String placed = String.join(",", form.all("item")) + " " + photo;
        after(() -> seen.add(
                placed + " " + CurrentRequest.cookies().value("session-id").orElse("?")));
        if (item.equals("nothing")) throw Signal.notFound();
        return Signal.redirect("/orders/7");
    }

    private static Result visits(Request request) {
        HttpSession session =
                request.unwrap(HttpServletRequest.class).orElseThrow().getSession();
        Integer before = (Integer) session.getAttribute("visits");
        int visits = before == null ? 1 : before + 1;
        session.setAttribute("visits", visits);
        return Response.text(
                visits + (request.unwrap(HttpSession.class).orElseThrow() == session ? " of this session" : ""));
    }

    private Result who(Request request) {
        tell("task");
        return Response.text(request.principal().map(Principal::getName).orElse("nobody"));
    }

    private void tell(String where) {
        String here = CurrentRequest.get().principal().map(Principal::getName).orElse("nobody");
        after(() -> seen.add(where + " " + here + " "
                + CurrentRequest.get().principal().map(Principal::getName).orElse("nobody")));
    }

    private Result fails(Request request) {
        after(() -> outcomes.add(After.outcome()));
        throw OUT_OF_STOCK;
    }

    private Result breaks(Request request) {
        after(() -> outcomes.add(After.outcome()));
        return Response.stream("text/plain", out -> {
            out.write("half".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            throw OUT_OF_STOCK;
        });
    }

    private Result ticks(Request request) {
        after(() -> seen.add("all ticks"));
        return Response.events(events -> {
            events.send("one");
            next.await(20, TimeUnit.SECONDS);
            seen.add("last tick");
            events.send("two");
        });
    }

    private Result endless(Request request) {
        after(() -> outcomes.add(After.outcome()));
        return Response.stream("text/plain", out -> {
            byte[] piece = new byte[10_000];
            while (true) out.write(piece);
        });
    }
}
