package dev.after4j.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the client sent, before and after the finish (R16): a copy that never changes. */
public final class RequestCookies {
    private final List<Map.Entry<String, String>> cookies = new ArrayList<>();

    /** A copy of the given cookies. */
    public RequestCookies(Iterable<Map.Entry<String, String>> cookies) {
        cookies.forEach(this.cookies::add);
    }

    /** The first cookie of that name. */
    public Optional<String> value(String name) {
        return cookies.stream()
                .filter(c -> c.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Names, in the order sent. */
    public List<String> names() {
        return cookies.stream().map(Map.Entry::getKey).distinct().toList();
    }
}
