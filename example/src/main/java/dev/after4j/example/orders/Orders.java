package dev.after4j.example.orders;

import dev.after4j.example.UniqueRow;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The orders that were placed. */
public final class Orders {
    private final Jdbi jdbi;

    public Orders(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** False if the form of that key has been sent before: nothing changes then. */
    boolean place(UUID key, Order order, Optional<String> customer) {
        return UniqueRow.insert(
                jdbi,
                "insert into orders (form_key, item, quantity, email, customer) values (?, ?, ?, ?, ?)",
                key,
                order.item(),
                order.quantity(),
                order.email(),
                customer.orElse(null));
    }

    /** By the key of its form, which only who has sent that knows. */
    Optional<PlacedOrder> find(UUID key) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from orders where form_key = ?")
                .bind(0, key)
                .map(ConstructorMapper.of(PlacedOrder.class))
                .findOne());
    }

    public Optional<PlacedOrder> find(long number) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from orders where number = ?")
                .bind(0, number)
                .map(ConstructorMapper.of(PlacedOrder.class))
                .findOne());
    }

    /** How often that was ordered. */
    public int count(String item) {
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from orders where item = ?")
                .bind(0, item)
                .mapTo(int.class)
                .one());
    }

    /** The newest first. */
    public List<PlacedOrder> of(String customer) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from orders where customer = ? order by number desc")
                        .bind(0, customer)
                        .map(ConstructorMapper.of(PlacedOrder.class))
                        .list());
    }
}
