package dev.after4j.jetty;

import dev.after4j.AfterRuntime;
import dev.after4j.spi.LazyScopes;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.Surface;
import java.util.Objects;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Makes {@code after} work in the handlers below it; {@link #install} is the short way. It belongs around the
 * application's handlers and inside those that hand a request to another thread, such as {@code DelayedHandler}: a
 * scope is bound to the thread on which this handler is called. Code that goes on elsewhere takes
 * {@link dev.after4j.After#scope()} along.
 *
 * <p>The scope is opened by the first use of {@code after}. On threads that the server reuses a request without one
 * costs no allocation here. Several of these handlers around one request share its scope (R01).
 */
public final class AfterHandler extends Handler.Wrapper {
    private static final Surface HANDLER = Surface.of("route handler", Surface.RequestAccess.ALLOWED);
    private static final long STOP_TIMEOUT_MILLIS = 10_000;

    private final AfterRuntime runtime;
    private final LazyScopes<Request, Response> scopes = new LazyScopes<>(HANDLER, this::open);

    /**
     * Around {@code handler}. When this handler is stopped it drains {@code runtime}, which then runs nothing more: a
     * runtime serves one life of one server. A server stopped by one of its own tasks cannot wait for that task: its
     * {@code stop} then throws, and nothing is drained.
     */
    public AfterHandler(AfterRuntime runtime, Handler handler) {
        super(Objects.requireNonNull(handler, "handler"));
        this.runtime = Objects.requireNonNull(runtime, "runtime");
    }

    /**
     * Puts an {@code AfterHandler} around the handler of {@code server} and makes the server stop gracefully, on SIGTERM
     * too. Call it after {@code setHandler} and before {@code start}.
     *
     * <p>A stop then takes three steps (R22). Requests in flight have the server's stop time-out to end: 10 s, unless it
     * was set before. Then their connections are closed and what is still open is finished as ABORTED. Then the runtime
     * drains for at most its {@code drainTimeout}, 15 s unless set. Jetty gives its own threads about one second at the
     * end, so that a stop with the defaults takes at most 27 s; with idle connections and no tasks, about one second. If
     * requests were still in flight when their time was over, {@code server.stop()} throws a
     * {@link java.util.concurrent.TimeoutException} once all is done.
     *
     * <p>In-flight requests are counted by Jetty's {@link GracefulHandler}, which is added unless there is one, and which
     * costs each request two small objects.
     *
     * @throws IllegalStateException if the server has no handler yet, or runs
     */
    public static void install(Server server, AfterRuntime runtime) {
        Handler handler = server.getHandler();
        if (handler == null)
            throw new IllegalStateException(
                    "The server has no handler: call server.setHandler(..) before AfterHandler.install(..)");
        boolean graceful = server.getDescendant(GracefulHandler.class) != null;
        AfterHandler after = new AfterHandler(runtime, handler);
        server.setHandler(graceful ? after : new GracefulHandler(after));
        if (server.getStopTimeout() == 0) server.setStopTimeout(STOP_TIMEOUT_MILLIS);
        server.setStopAtShutdown(true);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        OpenScope.Entered entered = scopes.enter(request, response);
        try {
            return super.handle(request, response, callback);
        } catch (Throwable thrown) {
            Exchange.of(request).ifPresent(exchange -> exchange.handlerFailed(thrown));
            throw thrown;
        } finally {
            entered.close();
        }
    }

    AfterRuntime runtime() {
        return runtime;
    }

    private OpenScope open(Request request, Response response) {
        Request exchange = Request.unWrap(request);
        if (exchange.getAttribute(OpenScope.ATTRIBUTE) instanceof OpenScope joined) return joined;
        OpenScope scope = OpenScope.open(runtime, new JettyRequest(request));
        Exchange.watch(request, response.isCommitted() ? response.getStatus() : 0, scope);
        exchange.setAttribute(OpenScope.ATTRIBUTE, scope); // last: a scope that nobody finishes must not be joined
        return scope;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        FailureWatch.install(getServer());
    }

    /** The connections are closed by now, and the handlers below, with what belongs to them, are stopped after this. */
    @Override
    protected void doStop() throws Exception {
        try {
            runtime.drain();
        } finally {
            FailureWatch.remove(getServer());
            super.doStop();
        }
    }
}
