package dev.after4j.app.test;

import dev.after4j.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an {@link AppClient} got, up to where it was broken off if it was. */
public final class AppResponse {
    private static final String SET_COOKIE = "Set-Cookie";

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final byte[] body;
    private final Outcome outcome;

    /** {@code fields} are names and values in turn. */
    AppResponse(List<String> fields, byte[] body, Outcome outcome) {
        for (int i = 0; i < fields.size(); i += 2)
            headers.computeIfAbsent(fields.get(i), first -> new ArrayList<>()).add(fields.get(i + 1));
        this.body = body;
        this.outcome = outcome;
    }

    /** The status; 0 if the response was broken off before it had begun. */
    public int status() {
        return outcome.status().orElse(0);
    }

    /** The first value of a header, its name in any case. */
    public Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** All values of a header, in the order sent. */
    public List<String> headers(String name) {
        return Collections.unmodifiableList(headers.getOrDefault(name, List.of()));
    }

    /** All headers; names are compared without case. */
    public Map<String, List<String>> headers() {
        return Collections.unmodifiableMap(headers);
    }

    /** The value of a cookie that the response sets; of one that it takes away, the empty text. */
    public Optional<String> cookie(String name) {
        return setCookie(name).map(line -> line.substring(name.length() + 1).replaceFirst(";.*", ""));
    }

    /** All that the response says of a cookie that it sets, attributes included: {@code theme=dark; Path=/; HttpOnly}. */
    public Optional<String> setCookie(String name) {
        return headers(SET_COOKIE).stream()
                .filter(line -> line.startsWith(name + "="))
                .findFirst();
    }

    /** The body. */
    public byte[] bytes() {
        return body.clone();
    }

    /** The body as text in UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as JSON, whatever type it claims to have. */
    public JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    /** Whether the client has not got all of it: what was written next was a failure, or the client was gone. */
    public boolean isBrokenOff() {
        return outcome.kind() != Outcome.Kind.COMPLETED;
    }

    /** What the application's code threw, also when an error page was answered; else what broke the response off. Not a {@code Signal}. */
    public Optional<Throwable> error() {
        return outcome.error();
    }

    /** How it ended, as the tasks see it unless the test finishes it in another way. */
    public Outcome outcome() {
        return outcome;
    }

    @Override
    public String toString() {
        return outcome + " " + headers + "\n" + text();
    }
}
