package dev.after4j.tomcat;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import org.jspecify.annotations.Nullable;

/** Fields of Tomcat that have no methods for what is needed here. */
final class Opened {
    private Opened() {}

    /** Throws an {@link IllegalStateException}, with the way out if there is one, where the field cannot be used. */
    static Field field(Class<?> of, String name) {
        try {
            Field field = of.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException unknown) {
            throw new IllegalStateException("this Tomcat's " + of.getName() + " has no field '" + name + "'", unknown);
        } catch (InaccessibleObjectException closed) {
            throw new IllegalStateException(
                    "Tomcat is a named module; --add-opens " + of.getModule().getName() + "/" + of.getPackageName()
                            + "=ALL-UNNAMED lets it in",
                    closed);
        }
    }

    static @Nullable Object get(Field field, Object from) {
        try {
            return field.get(from);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible); // it was made accessible
        }
    }

    static void set(Field field, Object of, @Nullable Object value) {
        try {
            field.set(of, value);
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible); // it was made accessible
        }
    }
}
