package dev.after4j.jetty;

import dev.after4j.AfterRuntime;
import dev.after4j.servlet.FinishSignal;
import dev.after4j.spi.OpenScope;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.jspecify.annotations.Nullable;

/** The exact signal for servlets: the same as for the core handlers around them. Made as its context starts. */
final class ServletSignal implements FinishSignal {
    private final CoreRequests core;
    /** Looked for now: a context may be taken out of its server before it stops. */
    private final @Nullable AfterHandler around;

    ServletSignal(ServletContext servlets) throws ReflectiveOperationException {
        ContextHandler context = Objects.requireNonNull(
                ContextHandler.getCurrentContextHandler(), "a servlet context that starts outside of its handler");
        this.core = CoreRequests.of(servlets);
        this.around = context.getServer().getContainer(context, AfterHandler.class);
    }

    @Override
    public String guarantee() {
        return "exact: Jetty has handed the last byte to the network";
    }

    @Override
    public boolean serves(HttpServletRequest request) {
        return core.areBehind(request);
    }

    @Override
    public void watch(HttpServletRequest request, HttpServletResponse response, OpenScope scope) {
        Exchange.watch(core.behind(request), response.isCommitted() ? response.getStatus() : 0, scope);
    }

    @Override
    public void failed(HttpServletRequest request, HttpServletResponse response, Throwable thrown) {
        if (request.getAttribute(Exchange.ATTRIBUTE) instanceof Exchange exchange) exchange.handlerFailed(thrown);
    }

    @Override
    public Optional<AfterRuntime> runtime() {
        return Optional.ofNullable(around).map(AfterHandler::runtime);
    }
}
