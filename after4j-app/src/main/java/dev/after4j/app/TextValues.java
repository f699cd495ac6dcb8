package dev.after4j.app;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/** Makes values of texts that a client sent: in a form, a path or a query. */
final class TextValues {
    private static final Set<Class<?>> WHOLE = Set.of(
            byte.class,
            short.class,
            int.class,
            long.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            BigInteger.class);
    private static final Set<Class<?>> NUMBERS =
            Set.of(float.class, double.class, Float.class, Double.class, BigDecimal.class);

    /** The text is no such value. */
    static final class MisfitException extends Exception {
        private static final long serialVersionUID = 1L;

        /** What it must be. */
        final String wish;

        MisfitException(String wish) {
            super(wish, null, false, false);
            this.wish = wish;
        }
    }

    private TextValues() {}

    /** Null if the text is blank, unless it is a text that is wanted. */
    static @Nullable Object read(JsonMapper mapper, String text, JavaType type) throws MisfitException {
        Class<?> raw = type.getRawClass();
        if (text.isBlank() && raw != String.class) return null;
        if (raw.isEnum() && text.strip().matches("\\d+")) throw new MisfitException(wish(raw)); // JSON counts constants
        try {
            return mapper.convertValue(plain(text, raw), type);
        } catch (JacksonException | IllegalArgumentException misfit) {
            throw new MisfitException(wish(raw));
        }
    }

    /** As JSON would have it: browsers send {@code on} for a checked box. */
    private static String plain(String text, Class<?> type) {
        if (type == String.class) return text;
        boolean isChecked = (type == boolean.class || type == Boolean.class) && text.equals("on");
        return isChecked ? "true" : text.strip();
    }

    private static String wish(Class<?> type) {
        if (WHOLE.contains(type)) return "must be a whole number";
        if (NUMBERS.contains(type)) return "must be a number";
        if (type == boolean.class || type == Boolean.class) return "must be true or false";
        if (type == LocalDate.class) return "must be a date such as 2026-01-31";
        if (type.isEnum()) return "must be one of " + Arrays.toString(type.getEnumConstants());
        return "is no " + type.getSimpleName();
    }
}
