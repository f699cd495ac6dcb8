package dev.after4j.example.teas;

import static dev.after4j.After.after;

import dev.after4j.TaskOptions;
import dev.after4j.app.Forward;
import dev.after4j.app.Proxy;
import dev.after4j.app.ProxyResult;
import dev.after4j.app.Request;

/** Counts who looks at a tea. The page is made once and kept, and its tasks run when it is made: what each view is to do is done in front of it. */
public final class CountViews implements Proxy {
    private static final TaskOptions COUNT = TaskOptions.named("count view");

    private final Teas teas;

    public CountViews(Teas teas) {
        this.teas = teas;
    }

    @Override
    public ProxyResult handle(Request request) {
        if (request.method().equals("GET"))
            teas.at(request.path()).ifPresent(tea -> after(COUNT, () -> teas.countView(tea)));
        return Forward.next();
    }
}
