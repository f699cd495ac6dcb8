package dev.after4j.app.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Status and headers of a response, for a host to send. Names and values are legal in HTTP. */
public final class Head {
    private final int status;
    private final List<String> fields;

    /** For applications, and for tests of hosts; {@code fields} are names and values in turn. */
    public Head(int status, List<String> fields) {
        if (fields.size() % 2 != 0) throw new IllegalArgumentException("A name without a value: " + fields);
        this.status = status;
        this.fields = new ArrayList<>(fields);
    }

    /** The status. */
    public int status() {
        return status;
    }

    /** Whether it has a header of that name whose value begins with {@code start}. */
    public boolean has(String name, String start) {
        for (int i = 0; i < fields.size(); i += 2)
            if (fields.get(i).equalsIgnoreCase(name) && fields.get(i + 1).startsWith(start)) return true;
        return false;
    }

    /**
     * Gives every header to {@code each}, as name and value, in order. A name may come more than once. {@code Content-Length} is among
     * them where the application knows it of a response without its body, such as one to HEAD, or of a stream.
     */
    public void headers(BiConsumer<String, String> each) {
        for (int i = 0; i < fields.size(); i += 2) each.accept(fields.get(i), fields.get(i + 1));
    }
}
