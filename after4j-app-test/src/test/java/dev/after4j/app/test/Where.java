package dev.after4j.app.test;

import dev.after4j.app.App;
import dev.after4j.app.Prerender;
import dev.after4j.app.Response;
import dev.after4j.app.Result;
import dev.after4j.app.RouteHandler;
import dev.after4j.app.Signal;
import dev.after4j.app.test.Site.Part;
import dev.after4j.test.TestRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;

/** The places at which an application's code runs, each at {@code /here}. */
enum Where {
    PROXY(code -> App.builder()
            .prerender(Prerender.NEVER)
            .proxy("/here", request -> code.run())
            .route("GET", "/here", Where::never)),
    ACTION(code -> App.builder().prerender(Prerender.NEVER).action("/here", "go", form -> code.run())),
    ROUTE(code -> App.builder().prerender(Prerender.NEVER).route("GET", "/here", request -> code.run())),
    /** What a form is shown by again. */
    AGAIN(code -> App.builder()
            .prerender(Prerender.NEVER)
            .action("/here", "go", form -> form.again())
            .route("GET", "/here", request -> code.run())),
    /** A writer that has written nothing yet. */
    STREAM(code -> App.builder().prerender(Prerender.NEVER).route("GET", "/here", streaming(code, ""))),
    /** A writer whose first byte has begun the response. */
    BEGUN(code -> App.builder().prerender(Prerender.NEVER).route("GET", "/here", streaming(code, "h"))),
    ERROR(code -> App.builder()
            .prerender(Prerender.NEVER)
            .route("GET", "/here", request -> Signal.of(409, "busy"))
            .error((request, problem) -> (Response) code.run())),
    PAGE_METADATA(code -> site(Part.METADATA, code)),
    LAYOUT_METADATA(code -> site(Part.NESTED_METADATA, code)),
    ROOT_LAYOUT(code -> site(Part.ROOT, code)),
    NESTED_LAYOUT(code -> site(Part.NESTED, code)),
    PAGE(code -> site(Part.PAGE, code)),
    COMPONENT(code -> site(Part.COMPONENT, code)),
    /** A page that a form is shown by again. */
    PAGE_AGAIN(code -> site(Part.PAGE, code).action("/here", "go", form -> form.again())),
    ERROR_PAGE(code -> Site.of(only(Part.PAGE, () -> Signal.of(409, "busy")))
            .errorPage("/here", Site.errorPage(only(Part.ERROR_PAGE, code), "hello"))),
    /** Where there is no page at all. */
    NOT_FOUND_PAGE(code ->
            Site.layouts(part -> {}).notFound("/here", Site.errorPage(only(Part.ERROR_PAGE, code), "hello")));

    /** What browsers accept. */
    static final String ACCEPT = "text/html,*/*;q=0.8";

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

    private static App.Builder site(Part part, Code code) {
        return Site.of(only(part, code));
    }

    private static Site.Code only(Part part, Code code) {
        return reached -> {
            if (reached == part && code.run() instanceof Signal signal) throw signal;
        };
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
        TestRequest request = isForm() ? TestRequest.post(target()).field("text", "sent") : TestRequest.get(target());
        return request.header("accept", ACCEPT);
    }

    /** The same as bytes, for a page of that length at least. */
    String raw(int length) {
        String query = (isForm() ? "&" : "?") + "padding=" + length;
        String head =
                (isForm() ? "POST " : "GET ") + target() + query + " HTTP/1.1\r\nHost: a\r\nAccept: " + ACCEPT + "\r\n";
        String form = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n";
        return head + (isForm() ? form + "Sec-Fetch-Site: same-origin\r\n\r\ntext=sent" : "\r\n");
    }

    String target() {
        return isForm() ? "/here?action=go" : "/here";
    }

    boolean isForm() {
        return this == ACTION || this == AGAIN || this == PAGE_AGAIN;
    }

    /** Those whose tasks may read the request. */
    static Stream<Where> allButRendering() {
        return Arrays.stream(values()).filter(where -> !where.isRendering());
    }

    /** Whether code here can only look at the response, not change it. */
    boolean isRendering() {
        return ordinal() >= PAGE_METADATA.ordinal();
    }

    /** Whether code here may set headers and cookies. */
    boolean setsHeaders() {
        return this != BEGUN && !isRendering();
    }

    /** What is shown when all is well. */
    String hello() {
        return isRendering() ? "[(hello)]" : "hello";
    }

    /** The status of that. */
    int statusOfHello() {
        return switch (this) {
            case AGAIN, PAGE_AGAIN -> 422;
            case ERROR, ERROR_PAGE -> 409;
            case NOT_FOUND_PAGE -> 404;
            default -> 200;
        };
    }
}
