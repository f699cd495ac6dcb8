package dev.after4j.app;

import java.util.List;

/** Code that renders for one request: nothing of it is kept. */
class RenderingCode implements Caller {
    private final App app;

    RenderingCode(App app) {
        this.app = app;
    }

    @Override
    public App app() {
        return app;
    }

    @Override
    public void expire(String call, List<String> tags) {
        throw new IllegalStateException(
                call
                        + " was called while rendering, which changes nothing: call it in an action, a route handler, a proxy or a task");
    }
}
