package dev.after4j.jetty;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of the server's error handler, the only place that learns why a handler failed its callback when an
 * error page is then sent whole (R13). To wrap every callback instead would cost each request an allocation.
 */
final class FailureWatch implements Request.Handler {
    private final Request.Handler errorHandler;

    private FailureWatch(Request.Handler errorHandler) {
        this.errorHandler = errorHandler;
    }

    /** {@code server} is null where a handler is started by itself. */
    static void install(@Nullable Server server) {
        if (server == null) return;
        Request.Handler present = server.getErrorHandler();
        if (present != null && !(present instanceof FailureWatch)) server.setErrorHandler(new FailureWatch(present));
    }

    static void remove(@Nullable Server server) {
        if (server != null && server.getErrorHandler() instanceof FailureWatch watch)
            server.setErrorHandler(watch.errorHandler);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof Throwable failure)
            Exchange.of(request).ifPresent(exchange -> exchange.handlerFailed(failure));
        return errorHandler.handle(request, response, callback);
    }

    @Override
    public InvocationType getInvocationType() {
        return errorHandler.getInvocationType();
    }
}
