package dev.after4j.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Server-sent events: each is sent at once, in UTF-8. For one thread at a time.
 *
 * <pre>{@code
 * Response.events(events -> {
 *     for (Price price; (price = prices.take()) != null; ) events.send("price", price.toString());
 * });
 * }</pre>
 */
public final class EventStream {
    static final String TYPE = "text/event-stream; charset=utf-8";

    private final OutputStream out;

    EventStream(OutputStream out) {
        this.out = out;
    }

    /** An event of the type {@code message}, of any number of lines. */
    public void send(String data) throws IOException {
        StringBuilder event = new StringBuilder();
        // every kind of line break ends a line of the stream
        for (String line : data.split("\r\n|\r|\n", -1))
            event.append("data: ").append(line).append('\n');
        write(event.append('\n'));
    }

    /**
     * An event of a type of your own.
     *
     * @throws IllegalArgumentException if the type has a line break
     */
    public void send(String type, String data) throws IOException {
        Objects.requireNonNull(data, "data");
        out.write(("event: " + oneLine("type", type) + "\n").getBytes(StandardCharsets.UTF_8));
        send(data);
    }

    /** A line that clients ignore: shows them, and the proxies between, that the stream lives; throws if the client has gone. */
    public void keepAlive() throws IOException {
        write(new StringBuilder(":\n\n"));
    }

    private void write(StringBuilder event) throws IOException {
        out.write(event.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String oneLine(String what, String text) {
        Objects.requireNonNull(text, what);
        if (text.indexOf('\n') < 0 && text.indexOf('\r') < 0) return text;
        throw new IllegalArgumentException("The " + what + " of an event is one line, but is '" + text + "'");
    }
}
