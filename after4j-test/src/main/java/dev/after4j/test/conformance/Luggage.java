package dev.after4j.test.conformance;

import dev.after4j.spi.ContextCarrier;
import org.jspecify.annotations.Nullable;

/** Context of the suite's own, carried as an application's would be (R12). */
final class Luggage implements ContextCarrier {
    private final ThreadLocal<@Nullable String> onThread = new ThreadLocal<>();

    @Nullable
    String get() {
        return onThread.get();
    }

    void put(@Nullable String value) {
        if (value == null) onThread.remove();
        else onThread.set(value);
    }

    @Override
    public Carried capture() {
        String captured = get();
        return () -> {
            String before = get();
            put(captured);
            return () -> put(before);
        };
    }
}
