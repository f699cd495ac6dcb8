package dev.after4j.example.orders;

import static dev.after4j.app.Revalidation.revalidatePath;

import dev.after4j.app.Action;
import dev.after4j.app.Form;
import dev.after4j.app.Result;
import dev.after4j.app.Signal;
import dev.after4j.example.account.Visitor;
import dev.after4j.example.account.Visitors;
import dev.after4j.example.teas.Tea;
import dev.after4j.example.teas.Teas;
import java.util.Optional;

/** Orders the tea of the form. */
public final class OrderTea implements Action {
    private final Teas teas;
    private final Ordering ordering;
    private final Visitors visitors;

    public OrderTea(Teas teas, Ordering ordering, Visitors visitors) {
        this.teas = teas;
        this.ordering = ordering;
        this.visitors = visitors;
    }

    @Override
    public Result submit(Form form) {
        Tea tea = teas.find(form.request().param("slug")).orElseThrow(Signal::notFound);
        Optional<NewOrder> sent = form.as(NewOrder.class);
        if (sent.isEmpty()) return form.again();
        Order order = new Order(tea.name(), sent.get().quantity(), sent.get().email());
        ordering.place(sent.get().key(), order, visitors.of(form.request()).map(Visitor::name));
        revalidatePath(tea.path()); // here and not in a task: who has ordered sees themselves counted there at once
        return Signal.redirect("/orders/" + sent.get().key());
    }
}
