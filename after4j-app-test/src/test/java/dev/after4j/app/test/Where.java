package dev.after4j.app.test;

import dev.after4j.app.App;
import dev.after4j.app.Response;
import dev.after4j.app.Result;
import dev.after4j.app.RouteHandler;
import dev.after4j.app.Signal;
import dev.after4j.test.TestRequest;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** The places at which an application's code runs, each at {@code /here}. */
enum Where {
    PROXY(code -> App.builder().proxy("/here", request -> code.run()).route("GET", "/here", Where::never)),
    ACTION(code -> App.builder().action("/here", "go", form -> code.run())),
    ROUTE(code -> App.builder().route("GET", "/here", request -> code.run())),
    /** What a form is shown by again. */
    AGAIN(code ->
            App.builder().action("/here", "go", form -> form.again()).route("GET", "/here", request -> code.run())),
    /** A writer that has written nothing yet. */
    STREAM(code -> App.builder().route("GET", "/here", streaming(code, ""))),
    /** A writer whose first byte has begun the response. */
    BEGUN(code -> App.builder().route("GET", "/here", streaming(code, "h"))),
    ERROR(code -> App.builder()
            .route("GET", "/here", request -> Signal.of(409, "busy"))
            .error((request, problem) -> (Response) code.run()));

    /** The code that runs there; it answers {@code hello} when all is well. */
    @FunctionalInterface
    interface Code {
        Result run() throws Exception;
    }

    private final Function<Code, App.Builder> app;

    Where(Function<Code, App.Builder> app) {
        this.app = app;
    }

    private static RouteHandler streaming(Code code, String first) {
        return request -> Response.stream("text/plain; charset=utf-8", out -> {
            out.write(first.getBytes(StandardCharsets.UTF_8));
            code.run();
            out.write("hello".substring(first.length()).getBytes(StandardCharsets.UTF_8));
        });
    }

    private static Result never(dev.after4j.app.Request request) {
        throw new AssertionError("the proxy has answered");
    }

    App.Builder app(Code code) {
        return app.apply(code);
    }

    AppResponse ask(AppClient client) {
        return ask(client, request());
    }

    AppResponse ask(AppClient client, TestRequest request) {
        return isForm() ? client.submit(request) : client.send(request);
    }

    /** What it answers. */
    TestRequest request() {
        return isForm() ? TestRequest.post(target()).field("text", "sent") : TestRequest.get(target());
    }

    /** The same as bytes. */
    String raw() {
        String head = (isForm() ? "POST " : "GET ") + target() + " HTTP/1.1\r\nHost: a\r\n";
        String form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n";
        return head + (isForm() ? form + "Sec-Fetch-Site: same-origin\r\n\r\ntext=sent" : "\r\n");
    }

    String target() {
        return isForm() ? "/here?action=go" : "/here";
    }

    boolean isForm() {
        return this == ACTION || this == AGAIN;
    }
}
