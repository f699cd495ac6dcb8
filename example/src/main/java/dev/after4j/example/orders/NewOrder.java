package dev.after4j.example.orders;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;

/** The form that orders a tea. */
record NewOrder(
        UUID key,

        @Min(value = 1, message = "must be from 1 to 100") @Max(value = Order.MOST, message = "must be from 1 to 100")
        int quantity,

        @Size(max = Order.LONGEST, message = "must have at most 100 characters")
        @Pattern(regexp = "[^@\\s]+@[^@\\s]+", message = "must be an address such as ada@example.org")
        String email) {}
