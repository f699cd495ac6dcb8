package dev.after4j.app.servlet;

import dev.after4j.servlet.AfterFilter;
import dev.after4j.servlet.AfterInitializer;
import jakarta.servlet.ServletContext;
import org.jspecify.annotations.Nullable;

/** Sees to it, while a context starts, that there will be a scope for each request. */
final class Scopes {
    private Scopes() {}

    static void require(ServletContext context) {
        if (!areOpened(context)) throw missing(context, null);
    }

    static void open(ServletContext context) {
        try {
            if (!areOpened(context)) new AfterInitializer().onStartup(null, context);
        } catch (IllegalArgumentException | UnsupportedOperationException tooLate) {
            throw missing(context, tooLate);
        }
    }

    private static boolean areOpened(ServletContext context) {
        return context.getFilterRegistrations().values().stream()
                .anyMatch(filter -> AfterFilter.class.getName().equals(filter.getClassName()));
    }

    private static IllegalStateException missing(ServletContext context, @Nullable Throwable cause) {
        return new IllegalStateException(
                "An application needs the filter of after4j in front of it, and the servlet context '"
                        + context.getContextPath()
                        + "' has none: in Spring Boot add the dependency after4j-spring-boot; elsewhere give the context an"
                        + " AfterInitializer before it starts, or let the container look for initializers",
                cause);
    }
}
