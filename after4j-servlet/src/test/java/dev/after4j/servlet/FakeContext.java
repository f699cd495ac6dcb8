package dev.after4j.servlet;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.EventListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A servlet context without a container: it keeps what is put into it, and tests call that themselves. */
final class FakeContext {
    final Map<String, Object> attributes = new HashMap<>();
    final List<EventListener> listeners = new ArrayList<>();
    final List<Filter> filters = new ArrayList<>();
    final ServletContext context = fake(ServletContext.class, this::call);

    /** What a fake answers. */
    interface Answers {
        Object to(String method, Object[] values) throws Throwable;
    }

    static <T> T fake(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, values) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == values[0];
                    case "toString" -> "a fake " + type.getSimpleName();
                    default -> answers.to(method.getName(), values);
                }));
    }

    private Object call(String method, Object[] values) {
        return switch (method) {
            case "getAttribute" -> attributes.get((String) values[0]);
            case "setAttribute" -> attributes.put((String) values[0], values[1]);
            case "removeAttribute" -> attributes.remove((String) values[0]);
            case "addListener" -> listeners.add((EventListener) values[0]) ? null : null;
            case "addFilter" ->
                filters.add((Filter) values[1]) ? fake(FilterRegistration.Dynamic.class, (m, v) -> null) : null;
            case "getContextPath" -> "/shop";
            case "getServerInfo" -> "a fake server";
            default -> throw new AssertionError("unexpected: " + method);
        };
    }

    /** As a container does when the context starts; gives our filter. */
    Filter started(AfterInitializer initializer) {
        initializer.onStartup(null, context);
        for (EventListener listener : listeners)
            if (listener instanceof ServletContextListener life)
                life.contextInitialized(new ServletContextEvent(context));
        return initialised(filters.get(0));
    }

    /** As a container does with each filter, when its listeners have heard of the start. */
    Filter initialised(Filter filter) {
        try {
            filter.init(fake(FilterConfig.class, (method, values) -> context));
            return filter;
        } catch (ServletException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    /** As a container does when the context stops; attributes stay. */
    void stopped() {
        for (EventListener listener : listeners)
            if (listener instanceof ServletContextListener life)
                life.contextDestroyed(new ServletContextEvent(context));
        listeners.clear();
        filters.clear();
    }

    /** As a container does when a request is over. */
    void destroyed(ServletRequest request) {
        for (EventListener listener : listeners)
            if (listener instanceof ServletRequestListener heard)
                heard.requestDestroyed(new ServletRequestEvent(context, request));
    }
}
