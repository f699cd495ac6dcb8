package dev.after4j.example.orders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An order as it is kept; {@code customer} is who was signed in. */
public record PlacedOrder(
        long number,
        String item,
        int quantity,
        String email,
        @Nullable String customer,
        Instant at) {
    public boolean isOf(String name) {
        return name.equals(customer);
    }
}
