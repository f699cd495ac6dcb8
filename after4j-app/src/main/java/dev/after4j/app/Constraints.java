package dev.after4j.app;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jakarta Validation, where it is present; started when the first form is checked. */
final class Constraints {
    private static final Logger LOG = LoggerFactory.getLogger(Constraints.class);

    /** Complaints, as field and message. */
    @FunctionalInterface
    interface Complaints {
        void forEach(BiConsumer<String, String> each);
    }

    private static final class Holder {
        static final @Nullable JakartaConstraints FOUND = find();
    }

    private Constraints() {}

    static Complaints check(Object value) {
        JakartaConstraints found = Holder.FOUND;
        return found == null ? each -> {} : found.check(value);
    }

    /** What {@code value} would violate as that component. */
    static Complaints check(Class<?> type, String component, @Nullable Object value) {
        JakartaConstraints found = Holder.FOUND;
        return found == null ? each -> {} : found.check(type, component, value);
    }

    private static @Nullable JakartaConstraints find() {
        try {
            return new JakartaConstraints();
        } catch (NoClassDefFoundError absent) {
            return null;
        } catch (RuntimeException without) {
            LOG.warn(
                    "Jakarta Validation is present, but nothing that implements it: constraints of forms are not checked",
                    without);
            return null;
        }
    }
}
