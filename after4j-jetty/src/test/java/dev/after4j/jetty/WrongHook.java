package dev.after4j.jetty;

import dev.after4j.AfterRuntime;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.Surface;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A scope for each request, with finish signals as one finds them in the wild. */
abstract class WrongHook extends Handler.Wrapper {
    private static final Surface HANDLER = Surface.of("route handler", Surface.RequestAccess.ALLOWED);

    private final AfterRuntime runtime;

    WrongHook(AfterRuntime runtime, Handler handler) {
        super(handler);
        this.runtime = runtime;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        OpenScope scope = OpenScope.open(runtime, new JettyRequest(request));
        before(scope, request);
        OpenScope.Entered entered = scope.enter(HANDLER);
        try {
            return super.handle(request, response, callback);
        } finally {
            entered.close();
            returned(scope, response);
        }
    }

    void before(OpenScope scope, Request request) {}

    void returned(OpenScope scope, Response response) {}
}
