package dev.after4j.internal;

import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.VarHandle;

/**
 * Handles of volatile fields, to compare and set them; or to set them without the fence that a volatile write costs, in
 * a constructor, whose object is published by a later volatile write, and where nobody waits to see it at once.
 */
final class Fields {
    private Fields() {}

    static VarHandle of(Lookup lookup, String name, Class<?> type) {
        try {
            return lookup.findVarHandle(lookup.lookupClass(), name, type);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }
}
