package dev.after4j.app;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Touched only where the library is present. */
final class JakartaConstraints {
    private final Validator validator =
            Validation.buildDefaultValidatorFactory().getValidator();

    Constraints.Complaints check(Object value) {
        return complaints(validator.validate(value));
    }

    Constraints.Complaints check(Class<?> type, String component, @Nullable Object value) {
        return complaints(validator.validateValue(type, component, value));
    }

    private static Constraints.Complaints complaints(Set<? extends ConstraintViolation<?>> found) {
        List<? extends ConstraintViolation<?>> violations = found.stream()
                .sorted(Comparator.comparing(JakartaConstraints::field).thenComparing(ConstraintViolation::getMessage))
                .toList();
        return each -> violations.forEach(violation -> each.accept(field(violation), violation.getMessage()));
    }

    private static String field(ConstraintViolation<?> violation) {
        return violation.getPropertyPath().toString();
    }
}
