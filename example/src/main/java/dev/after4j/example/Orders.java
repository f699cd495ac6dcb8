package dev.after4j.example;

import org.jdbi.v3.core.Jdbi;

/** The orders that were placed. */
final class Orders {
    private final Jdbi jdbi;

    Orders(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void place(Order order) {
        jdbi.useTransaction(transaction -> transaction.execute(
                "insert into orders (item, quantity, email) values (?, ?, ?)",
                order.item(),
                order.quantity(),
                order.email()));
    }
}
