package dev.after4j.servlet;

import dev.after4j.AfterRuntime;
import dev.after4j.spi.LazyScopes;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.Surface;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outermost filter: enters the scope of the exchange in each of its dispatches. A scope is opened when it is first
 * asked for, and then found by every further dispatch of the exchange, and by every integration around or within this one.
 *
 * <p>Containers get it from {@link AfterInitializer}. A host that registers filters itself, such as Spring Boot, takes it
 * alone, and in front of all others:
 *
 * <pre>{@code
 * public void onStartup(ServletContext servlets) {
 *     FilterRegistration.Dynamic added = servlets.addFilter("after4j", new AfterFilter(runtime));
 *     added.setAsyncSupported(true);
 *     added.addMappingForUrlPatterns(
 *             EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR), false, "/*");
 * }
 * }</pre>
 *
 * <p>It then sees to all that the initializer would; but where neither Tomcat nor Jetty offers its signal, the finish is
 * the filter's own return (or the end of the asynchronous exchange), before the error page. With no server at all, as
 * with Spring's {@code MockMvc}, a scope that the calling thread has already, such as that of a test kit, is joined.
 */
public final class AfterFilter implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(AfterInitializer.class);
    private static final Surface HANDLER = Surface.of("route handler", Surface.RequestAccess.ALLOWED);

    private static final String STARTED = AfterFilter.class.getName() + ".started";

    /** Places in what each thread remembers: an array, since server threads would keep a class of ours, and its loader. */
    private static final int BEGAN = 0;

    private static final int OPENED = 1;

    private final @Nullable AfterRuntime runtime;
    private final Supplier<? extends @Nullable Principal> signedIn;
    private @Nullable ContextLife begun;
    private final LazyScopes<HttpServletRequest, HttpServletResponse> scopes = new LazyScopes<>(HANDLER, this::open);
    /** When the request that the thread is at began, or 0, and whether this dispatch has opened its scope. */
    private final ThreadLocal<long[]> dispatches = ThreadLocal.withInitial(() -> new long[2]);

    /** With the runtime that {@link AfterInitializer} describes. */
    public AfterFilter() {
        this.runtime = null;
        this.signedIn = AfterFilter::nobody;
    }

    /** With a runtime that lives as long as the context. */
    public AfterFilter(AfterRuntime runtime) {
        this(runtime, AfterFilter::nobody);
    }

    /**
     * With a framework that knows who is signed in where the container does not. {@code signedIn} is asked on the thread
     * that reads the request, at most once for each exchange; what it throws counts as nobody.
     */
    public AfterFilter(AfterRuntime runtime, Supplier<? extends @Nullable Principal> signedIn) {
        this.runtime = Objects.requireNonNull(runtime, "runtime");
        this.signedIn = Objects.requireNonNull(signedIn, "signedIn");
    }

    /** Called by the container, when every listener of the context has heard of its start. */
    @Override
    public void init(FilterConfig config) {
        begun = ContextLife.of(config.getServletContext(), runtime);
        begun.start();
    }

    /** Called by the container, before any listener of the context hears of its end: drains (R22). */
    @Override
    public void destroy() {
        if (begun != null) begun.stop();
    }

    private static @Nullable Principal nobody() {
        return null;
    }

    private ContextLife life() {
        if (begun != null) return begun;
        throw new IllegalStateException(
                "The filter of after4j was called before its init(..), which its host must call when the context starts");
    }

    /** Called by the container for each dispatch, on the thread that serves it. Throws what the application throws. */
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse reply
                && !life().isJoining(http)) enter(http, reply, chain);
        else chain.doFilter(request, response);
    }

    private void enter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long[] dispatch = dispatches.get();
        boolean outermost = dispatch[BEGAN] == 0; // some containers render an error page inside sendError
        if (outermost) dispatch[BEGAN] = startedNanos(request);
        OpenScope.Entered entered = scopes.enter(request, response);
        try {
            chain.doFilter(request, response);
        } catch (Throwable thrown) {
            failed(request, response, thrown, dispatch[BEGAN]);
            throw thrown;
        } finally {
            if (dispatch[OPENED] == 1) readAgain(request);
            entered.close();
            long began = dispatch[BEGAN];
            if (outermost) {
                dispatch[BEGAN] = 0;
                dispatch[OPENED] = 0;
            }
            leave(request, response, began, outermost);
        }
    }

    /** By now Spring has routed it. */
    private static void readAgain(HttpServletRequest request) {
        try {
            if (request.getAttribute(OpenScope.ATTRIBUTE) instanceof OpenScope scope) scope.readAgain();
        } catch (IllegalStateException recycled) {
            LOG.debug("The container took its request back before the application had left it", recycled);
        }
    }

    private void failed(HttpServletRequest request, HttpServletResponse response, Throwable thrown, long start) {
        try {
            rememberStart(request, start);
            life().signal(request).failed(request, response, thrown);
        } catch (IllegalStateException recycled) {
            thrown.addSuppressed(recycled); // see leave(..)
        }
    }

    /** Another dispatch may come: of an error page, or asynchronous and on another thread. */
    private void leave(HttpServletRequest request, HttpServletResponse response, long start, boolean outermost) {
        FinishSignal signal = life().signal(request);
        try {
            boolean async = request.isAsyncStarted();
            if (async || response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST) rememberStart(request, start);
            if (async) signal.wentAsync(request, response);
            else if (outermost) signal.returned(request, response);
        } catch (IllegalStateException recycled) {
            LOG.debug("The container took its request back before the application had left it", recycled);
        }
    }

    private static void rememberStart(HttpServletRequest request, long start) {
        if (request.getAttribute(STARTED) == null) request.setAttribute(STARTED, start);
    }

    private OpenScope open(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(OpenScope.ATTRIBUTE) instanceof OpenScope joined) return joined;
        long[] dispatch = dispatches.get();
        OpenScope scope = OpenScope.open(life().runtime(), new LiveRequest(request, signedIn, dispatch[BEGAN]));
        life().signal(request).watch(request, response, scope);
        request.setAttribute(OpenScope.ATTRIBUTE, scope); // last: a scope that nobody finishes must not be joined
        dispatch[OPENED] = 1;
        return scope;
    }

    private static long startedNanos(HttpServletRequest request) {
        boolean further = request.getDispatcherType() != DispatcherType.REQUEST;
        return further && request.getAttribute(STARTED) instanceof Long known ? known : System.nanoTime();
    }
}
