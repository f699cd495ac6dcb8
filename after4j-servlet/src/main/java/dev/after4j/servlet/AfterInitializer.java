package dev.after4j.servlet;

import dev.after4j.AfterRuntime;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@code after} work in a servlet context. Containers that look for initializers (of every WAR) find it
 * by themselves. Elsewhere it is given to the container before the context starts:
 *
 * <pre>{@code
 * AfterRuntime runtime = ContextPropagation.runtime().maxRunning(64).build();
 * context.addServletContainerInitializer(new AfterInitializer(runtime)); // Jetty's ServletContextHandler
 * }</pre>
 *
 * <p>It may come both ways; a context has one integration. Its runtime is the one in the attribute
 * {@code dev.after4j.AfterRuntime} of the {@link ServletContext}. There it is put by the constructor that takes one, or by
 * the application, at the latest in a listener's {@code contextInitialized}; if nobody does, it is that of an integration
 * around the context, else one with the defaults and {@link ContextPropagation}. When the context stops, it is drained
 * (R22) before any listener's {@code contextDestroyed}, unless it belongs to an integration around the context. Servlets
 * may have been destroyed by then: what tasks use is better closed in a listener than in a servlet's {@code destroy}.
 */
public final class AfterInitializer implements ServletContainerInitializer {
    private final @Nullable AfterRuntime runtime;

    /** With the runtime that is found when the context starts. */
    public AfterInitializer() {
        this.runtime = null;
    }

    /** With a runtime that lives as long as the context. */
    public AfterInitializer(AfterRuntime runtime) {
        this.runtime = Objects.requireNonNull(runtime, "runtime");
    }

    /**
     * Called by the container, once, while the context starts.
     *
     * @throws IllegalStateException if the application has a filter of its own named {@code after4j}; later, when the
     *     context's listeners are called, if its attribute holds something other than a runtime
     */
    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        if (runtime != null) context.setAttribute(AfterRuntime.class.getName(), runtime);
        ContextLife.begin(context);
    }
}
