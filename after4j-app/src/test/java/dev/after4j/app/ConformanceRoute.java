package dev.after4j.app;

import dev.after4j.After;
import dev.after4j.AfterScope;
import dev.after4j.test.conformance.Application;

/**
 * Serves the conformance suite's application, for every path and method. A route handler returns its response whole, while the
 * suite's application makes it step by step: hence that runs on a thread of its own, to which the scope is taken, and the
 * handler's thread does what it orders.
 */
public final class ConformanceRoute implements RouteHandler {
    private final Application application;

    public ConformanceRoute(Application application) {
        this.application = application;
    }

    /** An application of this route alone. */
    public static App app(Application application) {
        return App.builder()
                .route("/{path...}", new ConformanceRoute(application))
                .build();
    }

    @Override
    public Response handle(Request request) throws Exception {
        ConformanceExchange exchange = new ConformanceExchange(request.path());
        AfterScope scope = After.scope();
        Thread suite = new Thread(() -> scope.run(() -> exchange.run(application)), "conformance");
        suite.setDaemon(true);
        suite.start();
        return exchange.response(request.method().equals("HEAD"));
    }
}
