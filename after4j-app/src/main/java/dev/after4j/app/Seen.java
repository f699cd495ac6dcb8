package dev.after4j.app;

import dev.after4j.request.RequestHeaders;
import dev.after4j.request.RequestView;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The request as the code behind a proxy sees it: with the route, and with the headers that the proxy changed. */
record Seen(Optional<String> route, Map<String, Optional<String>> changed) implements UnaryOperator<RequestView> {
    @Override
    public RequestView apply(RequestView sent) {
        RequestView routed = route.map(sent::withRoute).orElse(sent);
        if (changed.isEmpty()) return routed;
        RequestHeaders headers = routed.headers();
        for (var change : changed.entrySet())
            headers = headers.with(change.getKey(), change.getValue().orElse(null));
        return routed.withHeaders(headers);
    }
}
