package dev.after4j.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * What the client sent as cookies, before and after the finish (R16): a copy that never changes. What the response sets
 * is not in it, and nothing here sets anything (R15). Of cookies with one name the first counts, as the client sends
 * the most specific first.
 */
public final class RequestCookies {
    private final Map<String, String> values = new LinkedHashMap<>();

    RequestCookies(Consumer<BiConsumer<String, String>> all) {
        all.accept(values::putIfAbsent);
    }

    /** The value of the cookie of that name; names are compared as they are. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Names, in the order sent. */
    public List<String> names() {
        return List.copyOf(values.keySet());
    }
}
