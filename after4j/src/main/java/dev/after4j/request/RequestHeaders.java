package dev.after4j.request;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Headers of a request: a copy that never changes. Names are compared without case. */
public final class RequestHeaders {
    /** Names and values in turn, as sent: copying is paid by every request with a task, looking up only by a task that looks. */
    private final List<String> sent = new ArrayList<>();

    RequestHeaders(Consumer<BiConsumer<String, String>> all) {
        all.accept((name, value) -> {
            sent.add(name);
            sent.add(value);
        });
    }

    /** These, with that one value alone for {@code name}; without the header if it is null. */
    public RequestHeaders with(String name, @Nullable String value) {
        Objects.requireNonNull(name, "name");
        return new RequestHeaders(all -> {
            for (int i = 0; i < sent.size(); i += 2)
                if (!sent.get(i).equalsIgnoreCase(name)) all.accept(sent.get(i), sent.get(i + 1));
            if (value != null) all.accept(name, value);
        });
    }

    /** The first value. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** All values, in the order sent; empty if there are none. */
    public List<String> all(String name) {
        List<String> values = new ArrayList<>(1);
        for (int i = 0; i < sent.size(); i += 2) if (sent.get(i).equalsIgnoreCase(name)) values.add(sent.get(i + 1));
        return Collections.unmodifiableList(values);
    }

    /** All headers, with their values in the order sent; a map of its own at each call, which cannot be changed. */
    public Map<String, List<String>> asMap() {
        Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < sent.size(); i += 2) all.computeIfAbsent(sent.get(i), this::all);
        return Collections.unmodifiableMap(all);
    }
}
