package dev.after4j.servlet;

import dev.after4j.AfterRuntime;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From the start of a servlet context to its end. Registered by an initializer and so after the listeners that the
 * application declares: the last to hear of the start, when its runtime is there, and the first to hear of the end (R22).
 */
final class ContextLife implements ServletContextListener {
    private static final Logger LOG = LoggerFactory.getLogger(AfterInitializer.class);
    private static final String ATTRIBUTE = ContextLife.class.getName();
    private static final String RUNTIME = AfterRuntime.class.getName();

    private final FinishSignal signal;
    private final AfterFilter filter;
    private @Nullable AfterRuntime own;

    private ContextLife(FinishSignal signal) {
        this.signal = signal;
        this.filter = new AfterFilter(signal);
    }

    static void begin(ServletContext context) {
        if (context.getAttribute(ATTRIBUTE) != null) return;
        FinishSignal signal = Signals.find(context);
        ContextLife life = new ContextLife(signal);
        context.setAttribute(ATTRIBUTE, life);
        context.addListener(life);
        FilterRegistration.Dynamic registered = context.addFilter("after4j", life.filter);
        registered.setAsyncSupported(true);
        registered.addMappingForUrlPatterns(
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR), false, "/*");
    }

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        Optional<AfterRuntime> around = signal.runtime();
        AfterRuntime runtime;
        if (context.getAttribute(RUNTIME) instanceof AfterRuntime chosen) runtime = chosen;
        else runtime = around.orElseGet(ContextPropagation.runtime()::build);
        if (!around.equals(Optional.of(runtime))) own = runtime;
        context.setAttribute(RUNTIME, runtime);
        filter.use(runtime);
        LOG.info("after4j in '{}': the finish is {}", context.getContextPath(), signal.guarantee());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        try {
            if (own != null) own.drain();
        } finally {
            signal.remove();
            event.getServletContext().removeAttribute(ATTRIBUTE);
        }
    }
}
