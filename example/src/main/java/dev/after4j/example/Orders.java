package dev.after4j.example;

import org.jdbi.v3.core.Jdbi;

/** The orders that were placed. */
final class Orders {
    private final Jdbi jdbi;

    Orders(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Stores the order and returns its number. */
    long place(Order order) {
        return jdbi.inTransaction(transaction -> transaction
                .createUpdate("insert into orders (item, quantity, email) values (?, ?, ?)")
                .bind(0, order.item())
                .bind(1, order.quantity())
                .bind(2, order.email())
                .executeAndReturnGeneratedKeys("number")
                .mapTo(long.class)
                .one());
    }
}
