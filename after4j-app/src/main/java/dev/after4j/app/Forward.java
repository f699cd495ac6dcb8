package dev.after4j.app;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A proxy lets the request pass, perhaps changed. Immutable: each method returns another one. */
public final class Forward implements ProxyResult {
    private static final Forward NEXT = new Forward(null, Map.of());

    private final @Nullable String path;
    private final Map<String, Optional<String>> headers;

    private Forward(@Nullable String path, Map<String, Optional<String>> headers) {
        this.path = path;
        this.headers = headers;
    }

    /** On to the next proxy, and to the route. */
    public static Forward next() {
        return NEXT;
    }

    /**
     * On, as if the client had asked for {@code target}: a path of this application, encoded, with a query if it is to
     * have another than the client sent. Further proxies are those that match the new path. The client does not notice;
     * {@code CurrentRequest} shows the path that it sent.
     *
     * @throws IllegalArgumentException if it does not begin with a slash
     */
    public static Forward rewrite(String target) {
        if (!target.startsWith("/"))
            throw new IllegalArgumentException(
                    "rewrite(..) takes a path of this application, which begins with '/', but got '" + target + "'");
        return new Forward(target, Map.of());
    }

    /**
     * With {@code value} as the only one of that request header, for everything behind this proxy: {@code headers()} and
     * {@code Request} alike, tasks included (R14).
     *
     * @throws IllegalArgumentException for {@code Cookie}, which the host has parsed already
     */
    public Forward header(String name, String value) {
        return with(name, Optional.of(value));
    }

    /** Without that request header, as {@link #header}. */
    public Forward withoutHeader(String name) {
        return with(name, Optional.empty());
    }

    private Forward with(String name, Optional<String> value) {
        Objects.requireNonNull(name, "name");
        if (name.equalsIgnoreCase("Cookie"))
            throw new IllegalArgumentException(
                    "The request's Cookie cannot be changed: the host has parsed it already");
        Map<String, Optional<String>> changed = new LinkedHashMap<>(headers);
        changed.put(name.toLowerCase(Locale.ROOT), value);
        return new Forward(path, changed);
    }

    Optional<String> target() {
        return Optional.ofNullable(path);
    }

    /** By names in lower case; empty for those that are taken away. */
    Map<String, Optional<String>> headers() {
        return headers;
    }
}
