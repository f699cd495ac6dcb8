package dev.after4j.request;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Headers of a request: a copy that never changes. Names are compared without case. */
public final class RequestHeaders {
    private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    RequestHeaders(Consumer<BiConsumer<String, String>> all) {
        all.accept((name, value) ->
                values.computeIfAbsent(name, first -> new ArrayList<>(1)).add(value));
        values.replaceAll((name, list) -> List.copyOf(list));
    }

    /** The first value. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** All values, in the order sent; empty if there are none. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** All headers, with their values in the order sent; cannot be changed. */
    public Map<String, List<String>> asMap() {
        return Collections.unmodifiableMap(values);
    }
}
