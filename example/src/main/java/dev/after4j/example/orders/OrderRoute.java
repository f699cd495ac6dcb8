package dev.after4j.example.orders;

import static dev.after4j.app.Revalidation.revalidatePath;

import dev.after4j.app.Request;
import dev.after4j.app.Response;
import dev.after4j.app.RouteHandler;
import dev.after4j.example.teas.Teas;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Takes orders as JSON. */
public final class OrderRoute implements RouteHandler {
    private final Teas teas;
    private final Ordering ordering;

    public OrderRoute(Teas teas, Ordering ordering) {
        this.teas = teas;
        this.ordering = ordering;
    }

    @Override
    public Response handle(Request request) {
        Order order = request.json(Order.class);
        ordering.place(UUID.randomUUID(), order, Optional.empty());
        teas.named(order.item()).ifPresent(tea -> revalidatePath(tea.path()));
        return Response.json(Map.of("status", "success"));
    }
}
