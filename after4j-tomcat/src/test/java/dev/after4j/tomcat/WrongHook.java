package dev.after4j.tomcat;

import dev.after4j.AfterRuntime;
import dev.after4j.Outcome;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.Surface;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;

/** A scope for each request, with finish signals as one finds them in the wild. */
class WrongHook extends HttpFilter implements ServletContainerInitializer, ServletContextListener {
    private static final long serialVersionUID = 1L;
    private static final Surface HANDLER = Surface.of("route handler", Surface.RequestAccess.ALLOWED);

    private static final String RESPONSE = WrongHook.class.getName();

    private final transient AfterRuntime runtime;

    WrongHook(AfterRuntime runtime) {
        this.runtime = runtime;
    }

    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) {
        context.addListener(this);
        FilterRegistration.Dynamic filter = context.addFilter("wrong", this);
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        OpenScope scope = OpenScope.open(runtime, new TestSource(request));
        request.setAttribute(OpenScope.ATTRIBUTE, scope);
        request.setAttribute(RESPONSE, response);
        OpenScope.Entered entered = scope.enter(HANDLER);
        try {
            chain.doFilter(request, response);
        } finally {
            entered.close();
            returned(request);
        }
    }

    /** The application has returned. */
    void returned(HttpServletRequest request) {}

    static void finish(ServletRequest request) {
        if (request.getAttribute(OpenScope.ATTRIBUTE) instanceof OpenScope scope
                && request.getAttribute(RESPONSE) instanceof HttpServletResponse response)
            scope.finish(Outcome.completed(response.getStatus()));
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        runtime.drain();
    }
}
