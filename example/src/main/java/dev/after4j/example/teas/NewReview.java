package dev.after4j.example.teas;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The form of a review. */
record NewReview(
        @NotBlank @Size(max = 60, message = "must have at most 60 characters")
        String author,

        @Min(value = 1, message = "must be from 1 to 5") @Max(value = 5, message = "must be from 1 to 5")
        int stars,

        @NotBlank @Size(max = 1000, message = "must have at most 1000 characters")
        String text) {}
