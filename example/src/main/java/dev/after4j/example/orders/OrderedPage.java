package dev.after4j.example.orders;

import dev.after4j.app.Html;
import dev.after4j.app.Metadata;
import dev.after4j.app.Page;
import dev.after4j.app.Prerender;
import dev.after4j.app.Request;
import dev.after4j.app.Signal;
import dev.after4j.jte.Jte;
import java.util.UUID;

/** Thanks for an order. Its address has the key of the form, which nobody else knows. */
public final class OrderedPage implements Page {
    private final Orders orders;
    private final Jte jte;

    public OrderedPage(Orders orders, Jte jte) {
        this.orders = orders;
        this.jte = jte;
    }

    /** It reads nothing but its path, so that it could be kept; but it is one customer's, and read once. */
    @Override
    public Prerender prerender() {
        return Prerender.NEVER;
    }

    @Override
    public Metadata metadata(Request request) {
        return Metadata.title("Thank you").robots("noindex");
    }

    @Override
    public Html render(Request request) {
        PlacedOrder order = orders.find(request.param("key", UUID.class)).orElseThrow(Signal::notFound);
        return jte.view("orders/ordered.jte").with("request", request).with("order", order);
    }
}
