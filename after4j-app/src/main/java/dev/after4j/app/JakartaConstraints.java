package dev.after4j.app;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;

/** Touched only where the library is present. */
final class JakartaConstraints {
    private final Validator validator =
            Validation.buildDefaultValidatorFactory().getValidator();

    Constraints.Complaints check(Object value) {
        List<ConstraintViolation<Object>> violations = validator.validate(value).stream()
                .sorted(Comparator.comparing(JakartaConstraints::field).thenComparing(ConstraintViolation::getMessage))
                .toList();
        return each -> violations.forEach(violation -> each.accept(field(violation), violation.getMessage()));
    }

    private static String field(ConstraintViolation<?> violation) {
        return violation.getPropertyPath().toString();
    }
}
