package dev.after4j.servlet;

import dev.after4j.AfterRuntime;
import dev.after4j.spi.OpenScope;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From the start of a servlet context to its end. The runtime is needed after every listener of the application has
 * heard of the start, and drained before any of them hears of the end (R22). The order of listeners does not give that:
 * another initializer may add one after ours. Filters do, since they are initialised after all listeners and destroyed
 * before them; but some containers initialise one only when it is first needed. Hence both.
 */
final class ContextLife implements ServletContextListener {
    private static final Logger LOG = LoggerFactory.getLogger(AfterInitializer.class);
    private static final String ATTRIBUTE = ContextLife.class.getName();
    private static final String RUNTIME = AfterRuntime.class.getName();
    private static final String FILTER = "after4j";

    private final ServletContext context;
    private final FinishSignal withoutServer;
    private final FinishSignal signal;
    /** Whether this is a listener of the context; else the filter's end is its end. */
    private final boolean isListening;

    private volatile @Nullable AfterRuntime runtime;
    private volatile boolean isGiven;

    private ContextLife(ServletContext context, @Nullable FinishSignal signal, boolean isListening) {
        this.context = context;
        this.withoutServer = HandlerDone.withoutListener();
        this.signal = signal == null ? withoutServer : signal;
        this.isListening = isListening;
        context.setAttribute(ATTRIBUTE, this);
    }

    /** While the context may still be given a filter and listeners. */
    static void begin(ServletContext context) {
        if (context.getAttribute(ATTRIBUTE) != null) return;
        FinishSignal signal = Signals.find(context).orElseGet(() -> HandlerDone.install(context));
        ContextLife life = new ContextLife(context, signal, true);
        context.addListener(life);
        life.addFilter();
    }

    /** The one that has begun; else one that begins with a filter that a host has registered itself. */
    static ContextLife of(ServletContext context, @Nullable AfterRuntime given) {
        if (given != null) context.setAttribute(RUNTIME, given);
        if (context.getAttribute(ATTRIBUTE) instanceof ContextLife begun) return begun;
        ContextLife life = new ContextLife(context, Signals.find(context).orElse(null), false);
        life.start();
        life.tellHow();
        return life;
    }

    private void addFilter() {
        FilterRegistration.Dynamic added = context.addFilter(FILTER, new AfterFilter());
        if (added == null)
            throw new IllegalStateException(
                    "A filter named '" + FILTER + "' is already registered in the servlet context '"
                            + context.getContextPath() + "'; give that one another name");
        added.setAsyncSupported(true);
        added.addMappingForUrlPatterns(
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR), false, "/*");
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        start();
        tellHow();
    }

    private void tellHow() {
        LOG.info("after4j in '{}': the finish is {}", context.getContextPath(), signal.guarantee());
    }

    /** Chooses the runtime; again if a later listener has brought another one. */
    void start() {
        AfterRuntime chosen = choose();
        if (chosen == runtime) return;
        runtime = chosen;
        isGiven = context.getAttribute(RUNTIME) != null;
        context.setAttribute(RUNTIME, chosen);
    }

    private AfterRuntime choose() {
        Object set = context.getAttribute(RUNTIME);
        if (set instanceof AfterRuntime given) return given;
        if (set == null) return signal.runtime().orElseGet(ContextPropagation.runtime()::build);
        throw new IllegalStateException("The attribute '" + RUNTIME + "' of the servlet context '"
                + context.getContextPath() + "' is a " + set.getClass().getName() + " (" + set
                + "), and not an AfterRuntime of the library that " + ContextLife.class.getClassLoader()
                + " has loaded; put the application's runtime there, or nothing");
    }

    AfterRuntime runtime() {
        return Objects.requireNonNull(runtime, "start() comes first");
    }

    FinishSignal signal(HttpServletRequest request) {
        return signal.serves(request) ? signal : withoutServer;
    }

    /** Whether code here runs in a scope that its thread has already: only where no server is, since a server's has none. */
    boolean isJoining(HttpServletRequest request) {
        return signal(request) instanceof HandlerDone portable
                && !portable.isToldOfTheEnd()
                && OpenScope.bound() != null;
    }

    /** The filter is destroyed. */
    void stop() {
        if (isListening) drain();
        else end();
    }

    /** The first call drains, and the others find it done. */
    private void drain() {
        AfterRuntime mine = runtime;
        boolean fromAround = signal.runtime().filter(around -> around == mine).isPresent();
        if (mine != null && !fromAround) mine.drain();
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        end();
    }

    private void end() {
        try {
            drain();
        } finally {
            signal.remove();
            context.removeAttribute(ATTRIBUTE);
            if (!isGiven) context.removeAttribute(RUNTIME); // it is drained: a context that starts again gets another
        }
    }
}
