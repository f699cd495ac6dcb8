package dev.after4j.request;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Headers of a request: a copy that never changes. Names are compared without case. */
public final class RequestHeaders {
    private final Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    /** A copy of the given headers, values in their order. */
    public RequestHeaders(Iterable<Map.Entry<String, String>> headers) {
        headers.forEach(header -> values.computeIfAbsent(header.getKey(), name -> new ArrayList<>(1))
                .add(header.getValue()));
        values.replaceAll((name, all) -> List.copyOf(all));
    }

    /** The first value. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** All values, in the order sent. */
    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** All headers; cannot be changed. */
    public Map<String, List<String>> asMap() {
        return Collections.unmodifiableMap(values);
    }
}
