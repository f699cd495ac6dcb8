package dev.after4j.app.test;

import dev.after4j.app.App;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to an {@link App} without a socket, on the test's thread, and shows its responses. Tasks run when the kit
 * finishes the response, which then ended as this client has seen it end. Immutable: each method returns another client.
 *
 * <pre>{@code
 * try (AfterKit after = AfterKit.create()) {
 *     AppClient client = AppClient.of(app, after);
 *     AppResponse response = client.send(TestRequest.post("/api/route").json("{\"item\":\"tea\"}").cookie("session-id", "s42"));
 *     assertThat(response.status()).isEqualTo(200);
 *     assertThat(response.text()).contains("success");
 *     assertThat(after.registered()).containsExactly("mail"); // and nothing has run yet
 *     after.finish();                                          // runs the tasks
 * }
 * }</pre>
 *
 * <p>What a server does besides is not done here: it parses nothing, compresses nothing, and serves assets from {@code static/} on
 * the class path whole, without {@code ETag} and ranges.
 */
public final class AppClient {
    private static final Host HOST = new Host("http://localhost", "", Long.MAX_VALUE, null);

    private final App app;
    private final AfterKit kit;
    private final Host host;

    /** What the application is told of where it runs; and how much of a response the client takes. */
    record Host(
            String origin,
            String mount,
            long taken,
            @Nullable Object unwrapped) {}

    private AppClient(App app, AfterKit kit, Host host) {
        this.app = Objects.requireNonNull(app, "app");
        this.kit = Objects.requireNonNull(kit, "kit");
        this.host = host;
    }

    /** A client of {@code app}, at {@code http://localhost}, whose tasks are the kit's. */
    public static AppClient of(App app, AfterKit kit) {
        return new AppClient(app, kit, HOST);
    }

    /** Which has reached the application at {@code origin}, such as {@code https://example.org}. */
    public AppClient at(String origin) {
        return new AppClient(app, kit, new Host(origin, host.mount, host.taken, host.unwrapped));
    }

    /** Of an application that is mounted at {@code path}, such as {@code /shop}; requests have it in front, too. */
    public AppClient mountedAt(String path) {
        if (!path.matches("/.*[^/]"))
            throw new IllegalArgumentException(
                    "An application is mounted at a path such as /shop, not at '" + path + "'");
        return new AppClient(app, kit, new Host(host.origin, path, host.taken, host.unwrapped));
    }

    /** Which is gone when it has got that many bytes of a body: the rest cannot be written, and the response ends ABORTED (R07). */
    public AppClient leavingAfter(long bytes) {
        return new AppClient(app, kit, new Host(host.origin, host.mount, bytes, host.unwrapped));
    }

    /** Of a host whose own object {@link dev.after4j.app.Request#unwrap} finds: a fake of the container's request. */
    public AppClient unwrapping(Object object) {
        return new AppClient(app, kit, new Host(host.origin, host.mount, host.taken, object));
    }

    /**
     * Sends a request and returns when the application has handed out all of its response, or has given up. Its code
     * may be slow: call this on another thread to look at the kit meanwhile.
     *
     * @throws IllegalArgumentException if the request is not below the {@linkplain #mountedAt mount}
     */
    public AppResponse send(TestRequest request) {
        InProcess exchange = new InProcess(request, host);
        return kit.handle(request, () -> exchange.serve(app), AppResponse::outcome);
    }

    /**
     * Sends a request as a browser does for the form of one of the application's own pages: with {@code Origin} and {@code
     * Sec-Fetch-Site}.
     *
     * <pre>{@code
     * AppClient browser = AppClient.of(app, after);
     * browser.submit(TestRequest.post("/posts/hello?action=comment").field("text", "First!"));
     * }</pre>
     */
    public AppResponse submit(TestRequest request) {
        return send(request.header("Origin", host.origin).header("Sec-Fetch-Site", "same-origin"));
    }
}
