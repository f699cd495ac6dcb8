package dev.after4j.app;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Names with their values, as queries and forms have them. */
final class Fieldset {
    private final Map<String, List<String>> all = new LinkedHashMap<>();

    /** {@code encoded} is {@code application/x-www-form-urlencoded}; throws 400 if it is not well formed. */
    static Fieldset decode(String encoded, String what) {
        Fieldset fields = new Fieldset();
        try {
            for (String pair : encoded.split("&", -1)) fields.addEncoded(pair);
        } catch (IllegalArgumentException malformed) {
            throw Signal.of(400, "The " + what + " has a '%' without two hexadecimal digits behind it");
        }
        return fields;
    }

    private void addEncoded(String pair) {
        if (pair.isEmpty()) return;
        int equals = pair.indexOf('=');
        if (equals < 0) add(decoded(pair), "");
        else add(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    void add(String name, String value) {
        all.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
    }

    Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    List<String> all(String name) {
        return Collections.unmodifiableList(all.getOrDefault(name, List.of()));
    }
}
