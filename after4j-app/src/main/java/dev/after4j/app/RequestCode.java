package dev.after4j.app;

import java.util.List;

/** Code of a request that may change the response: a proxy, an action, a route handler. */
final class RequestCode implements Caller {
    private final App app;
    private final OpenResponse response;
    private final UntilItsEnd expiring;

    RequestCode(App app, OpenResponse response) {
        this.app = app;
        this.response = response;
        this.expiring = new UntilItsEnd(app);
    }

    @Override
    public App app() {
        return app;
    }

    @Override
    public void expire(String call, List<String> tags) {
        expiring.expire(tags);
    }

    @Override
    public OpenResponse response(String call) {
        return response;
    }

    void end() {
        expiring.end();
    }
}
