package dev.after4j.example.boot;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The orders that were placed. */
@Service
class Orders {
    private final JdbcClient database;

    Orders(JdbcClient database) {
        this.database = database;
    }

    @Transactional
    void place(Order order) {
        database.sql("insert into orders (item, quantity, email) values (?, ?, ?)")
                .params(order.item(), order.quantity(), order.email())
                .update();
    }
}
