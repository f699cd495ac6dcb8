package dev.after4j.app.spi;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Status and headers of a response, for a host to send. Names and values are legal in HTTP. */
public final class Head {
    private final int status;
    private final @Nullable Head common;
    private final List<String> fields;
    private volatile @Nullable Object encoded;

    /** For applications, and for tests of hosts; {@code fields} are names and values in turn. */
    public Head(int status, List<String> fields) {
        this(status, null, fields);
    }

    /** With the headers of {@code common}, which other responses have as well, before its own. */
    public Head(int status, @Nullable Head common, List<String> fields) {
        if (fields.size() % 2 != 0) throw new IllegalArgumentException("A name without a value: " + fields);
        this.status = status;
        this.common = common;
        this.fields = new ArrayList<>(fields);
    }

    /** The status. */
    public int status() {
        return status;
    }

    /** The same object for all responses that share these headers; null if none does. A host may send these as it has {@link #encoded} them, and then its {@link #own}. */
    public @Nullable Head common() {
        return common;
    }

    /** What {@code encoder} makes of this, which is kept with it for all responses that share it. For one host: another makes its own. */
    public <T> T encoded(Class<T> type, Function<Head, T> encoder) {
        Object known = encoded;
        if (type.isInstance(known)) return type.cast(known);
        T made = encoder.apply(this);
        encoded = made;
        return made;
    }

    /** Whether it has a header of that name whose value begins with {@code start}. */
    public boolean has(String name, String start) {
        for (int i = 0; i < fields.size(); i += 2)
            if (fields.get(i).equalsIgnoreCase(name) && fields.get(i + 1).startsWith(start)) return true;
        return common != null && common.has(name, start);
    }

    /**
     * Gives every header to {@code each}, as name and value, in order. A name may come more than once. {@code Content-Length} is among
     * them where the application knows it of a response without its body, such as one to HEAD, or of a stream.
     */
    public void headers(BiConsumer<String, String> each) {
        if (common != null) common.headers(each);
        own(each);
    }

    /** As {@link #headers}, without those of {@link #common}. */
    public void own(BiConsumer<String, String> each) {
        for (int i = 0; i < fields.size(); i += 2) each.accept(fields.get(i), fields.get(i + 1));
    }
}
