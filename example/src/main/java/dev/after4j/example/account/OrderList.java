package dev.after4j.example.account;

import static dev.after4j.After.after;

import dev.after4j.TaskOptions;
import dev.after4j.app.Html;
import dev.after4j.app.HtmlOutput;
import dev.after4j.app.Request;
import dev.after4j.example.activity.UserActivity;
import dev.after4j.example.orders.PlacedOrder;
import dev.after4j.jte.Jte;
import java.util.List;

/** A customer's orders. Wherever this component is shown, it is noted who has seen them. */
record OrderList(Request request, Visitor visitor, List<PlacedOrder> orders, UserActivity userActivity, Jte jte)
        implements Html {
    private static final TaskOptions AUDIT = TaskOptions.named("audit");

    @Override
    public void writeTo(HtmlOutput out) {
        String userAgent = request.header("user-agent").orElse("unknown"); // a task of a page cannot ask for it
        String id = request.header(UserActivity.REQUEST_ID).orElse("none");
        after(AUDIT, () -> userActivity.log("saw " + orders.size() + " orders", visitor.name(), userAgent, id));
        out.write(jte.view("account/orders.jte").with("request", request).with("orders", orders));
    }
}
