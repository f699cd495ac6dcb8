package dev.after4j.tomcat;

import dev.after4j.servlet.FinishSignal;
import jakarta.servlet.ServletContext;
import java.util.Optional;

/**
 * Offers Tomcat's finish signal; found by itself where this module is present. In another container it offers nothing,
 * and needs none of Tomcat's classes to say so.
 */
public final class TomcatProvider implements FinishSignal.Provider {
    private static final String TOMCATS_CONTEXT = "org.apache.catalina.core.ApplicationContextFacade";

    /** Called by {@link java.util.ServiceLoader}. */
    public TomcatProvider() {}

    /** Called while the context starts; empty in another container, and where Tomcat does not let the signal in. */
    @Override
    public Optional<FinishSignal> install(ServletContext context) {
        return context.getClass().getName().equals(TOMCATS_CONTEXT) ? TomcatSignal.install(context) : Optional.empty();
    }
}
