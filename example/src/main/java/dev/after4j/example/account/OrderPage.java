package dev.after4j.example.account;

import dev.after4j.app.Html;
import dev.after4j.app.Metadata;
import dev.after4j.app.Page;
import dev.after4j.app.Request;
import dev.after4j.app.Signal;
import dev.after4j.example.orders.Orders;
import dev.after4j.example.orders.PlacedOrder;
import dev.after4j.jte.Jte;

/** One order, for the customer whose it is. */
public final class OrderPage implements Page {
    private final Visitors visitors;
    private final Orders orders;
    private final Jte jte;

    public OrderPage(Visitors visitors, Orders orders, Jte jte) {
        this.visitors = visitors;
        this.orders = orders;
        this.jte = jte;
    }

    @Override
    public Metadata metadata(Request request) {
        return Metadata.title("Order " + request.param("number", long.class));
    }

    @Override
    public Html render(Request request) {
        PlacedOrder order = orders.find(request.param("number", long.class)).orElseThrow(Signal::notFound);
        if (!order.isOf(visitors.require(request).name())) throw Signal.forbidden();
        return jte.view("account/order.jte").with("request", request).with("order", order);
    }
}
