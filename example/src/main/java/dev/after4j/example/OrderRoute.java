package dev.after4j.example;

import dev.after4j.app.Request;
import dev.after4j.app.Response;
import dev.after4j.app.RouteHandler;
import java.util.Map;

/** Takes orders as JSON. */
final class OrderRoute implements RouteHandler {
    private final Ordering ordering;

    OrderRoute(Ordering ordering) {
        this.ordering = ordering;
    }

    @Override
    public Response handle(Request request) {
        ordering.place(request.json(Order.class));
        return Response.json(Map.of("status", "success"));
    }
}
