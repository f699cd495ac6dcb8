package dev.after4j.example.account;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Optional;

/** The form to sign in with; {@code then} is where its visitor wanted to go. */
record Credentials(
        @NotBlank @Size(max = 100) String name,
        @NotBlank @Size(max = 100) String password,
        Optional<String> then) {}
