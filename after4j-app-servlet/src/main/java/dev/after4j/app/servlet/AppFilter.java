package dev.after4j.app.servlet;

import dev.after4j.app.App;
import dev.after4j.app.spi.Head;
import dev.after4j.request.RequestHeaders;
import dev.after4j.request.RequestView;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.Surface;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * An application in front of what a context serves already, such as the controllers of Spring Boot, where a bean is all it needs:
 *
 * <pre>{@code
 * @Bean
 * AppFilter site() {
 *     return new AppFilter(app);
 * }
 * }</pre>
 *
 * <p>What it has no route for goes on down the chain, with what its proxies have set for the response: controllers, the
 * actuator, the container's own 404. Assets are what the chain answers for them; if it answers 404 by {@code sendError}, the
 * application does. Multipart forms are parsed by the container, as the servlet behind is configured for it (in Spring Boot
 * {@code spring.servlet.multipart}); what is more than that allows is a 413.
 */
public final class AppFilter implements Filter {
    private static final Surface BEHIND = Surface.of("route handler", Surface.RequestAccess.ALLOWED);

    private final App app;

    /** For one context. */
    public AppFilter(App app) {
        this.app = Objects.requireNonNull(app, "app");
    }

    /**
     * Called by the container when the context starts.
     *
     * @throws IllegalStateException if the context has no {@code AfterFilter}; it says what to add
     */
    @Override
    public void init(FilterConfig config) {
        Scopes.require(config.getServletContext());
    }

    /** Called by the container, on the thread that serves the request. Throws if the response broke off after it had begun. */
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && response instanceof HttpServletResponse reply) {
            InFront exchange = new InFront(http, reply, chain);
            exchange.serve(app);
            if (exchange.isPassedOn) exchange.goOn();
        } else chain.doFilter(request, response);
    }

    private static final class InFront extends ServletExchange {
        private final FilterChain chain;
        private boolean isPassedOn;
        private Map<String, Optional<String>> changed = Map.of();

        InFront(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
            super(request, response);
            this.chain = chain;
        }

        @Override
        public boolean asset(String path, Head defaults) throws IOException {
            AssetResponse reply = new AssetResponse(response, defaults);
            try {
                chain.doFilter(requestFor(path), reply);
            } catch (ServletException failed) {
                throw new IllegalStateException("What serves " + path + " failed", failed);
            }
            return reply.isThere();
        }

        @Override
        public boolean passOn(Head set, Map<String, Optional<String>> changedHeaders) {
            set(set);
            changed = changedHeaders;
            isPassedOn = true;
            return true;
        }

        void goOn() throws IOException, ServletException {
            OpenScope.Entered entered = BEHIND.seeing(this::seen).enter();
            try {
                chain.doFilter(changed.isEmpty() ? request : new ChangedHeaders(request, changed), response);
            } finally {
                entered.close();
            }
        }

        /** As {@code CurrentRequest} shows it to what is behind, and to its tasks (R14). */
        private RequestView seen(RequestView sent) {
            RequestHeaders headers = sent.headers();
            for (var change : changed.entrySet())
                headers = headers.with(change.getKey(), change.getValue().orElse(null));
            return sent.withHeaders(headers);
        }
    }
}
