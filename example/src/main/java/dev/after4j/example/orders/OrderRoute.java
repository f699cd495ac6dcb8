package dev.after4j.example.orders;

import dev.after4j.app.Request;
import dev.after4j.app.Response;
import dev.after4j.app.RouteHandler;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Takes orders as JSON. */
public final class OrderRoute implements RouteHandler {
    private final Ordering ordering;

    public OrderRoute(Ordering ordering) {
        this.ordering = ordering;
    }

    @Override
    public Response handle(Request request) {
        ordering.place(UUID.randomUUID(), request.json(Order.class), Optional.empty());
        return Response.json(Map.of("status", "success"));
    }
}
