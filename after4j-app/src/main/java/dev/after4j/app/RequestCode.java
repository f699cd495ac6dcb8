package dev.after4j.app;

/** Code of a request that may change the response: a proxy, an action, a route handler. */
final class RequestCode extends EndingCode {
    private final OpenResponse response;

    RequestCode(App app, OpenResponse response) {
        super(app);
        this.response = response;
    }

    @Override
    public OpenResponse response(String call) {
        return response;
    }
}
