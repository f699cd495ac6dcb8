package dev.after4j.example.account;

import dev.after4j.app.Html;
import dev.after4j.app.Page;
import dev.after4j.app.Request;
import dev.after4j.example.activity.UserActivity;
import dev.after4j.example.orders.Orders;
import dev.after4j.jte.Jte;

/** The orders of who is signed in. */
public final class AccountPage implements Page {
    private final Visitors visitors;
    private final Orders orders;
    private final UserActivity userActivity;
    private final Jte jte;

    public AccountPage(Visitors visitors, Orders orders, UserActivity userActivity, Jte jte) {
        this.visitors = visitors;
        this.orders = orders;
        this.userActivity = userActivity;
        this.jte = jte;
    }

    @Override
    public Html render(Request request) {
        Visitor visitor = visitors.require(request);
        return new OrderList(request, visitor, orders.of(visitor.name()), userActivity, jte);
    }
}
