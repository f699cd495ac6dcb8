package dev.after4j.example.orders;

import dev.after4j.app.Html;
import dev.after4j.app.Metadata;
import dev.after4j.app.Page;
import dev.after4j.app.Request;
import dev.after4j.app.Signal;
import dev.after4j.example.FormKey;
import dev.after4j.example.account.Visitor;
import dev.after4j.example.account.Visitors;
import dev.after4j.example.teas.Tea;
import dev.after4j.example.teas.Teas;
import dev.after4j.jte.Jte;

/** The form that orders a tea. It has a key of its own each time, and the address of who is signed in: a page for one visitor, beside that of the tea, which is for all. */
public final class OrderFormPage implements Page {
    private final Teas teas;
    private final Visitors visitors;
    private final Jte jte;

    public OrderFormPage(Teas teas, Visitors visitors, Jte jte) {
        this.teas = teas;
        this.visitors = visitors;
        this.jte = jte;
    }

    @Override
    public Metadata metadata(Request request) {
        return Metadata.title("Order " + tea(request).name()).robots("noindex");
    }

    @Override
    public Html render(Request request) {
        return jte.view("orders/order.jte")
                .with("tea", tea(request))
                .with("form", request.submitted())
                .with("key", FormKey.next())
                .with("email", visitors.of(request).map(Visitor::email).orElse(""));
    }

    private Tea tea(Request request) {
        return teas.find(request.param("slug")).orElseThrow(Signal::notFound);
    }
}
