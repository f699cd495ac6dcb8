package dev.after4j.app.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A request whose headers a proxy has changed: nothing behind it sees what the client has sent in their place. */
final class ChangedHeaders extends HttpServletRequestWrapper {
    /** By names in lower case; empty for those that are taken away. */
    private final Map<String, Optional<String>> changed;

    ChangedHeaders(HttpServletRequest request, Map<String, Optional<String>> changed) {
        super(request);
        this.changed = changed;
    }

    private @Nullable Optional<String> changed(String name) {
        return changed.get(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public @Nullable String getHeader(String name) {
        Optional<String> other = changed(name);
        return other == null ? super.getHeader(name) : other.orElse(null);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        Optional<String> other = changed(name);
        return other == null
                ? super.getHeaders(name)
                : Collections.enumeration(other.map(List::of).orElse(List.of()));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(Collections.list(super.getHeaderNames()));
        changed.forEach((name, value) -> {
            if (value.isPresent()) names.add(name);
            else names.remove(name);
        });
        return Collections.enumeration(names);
    }

    @Override
    public int getIntHeader(String name) {
        String value = getHeader(name);
        return value == null ? -1 : Integer.parseInt(value);
    }

    @Override
    public long getDateHeader(String name) {
        if (changed(name) == null) return super.getDateHeader(name);
        String value = getHeader(name);
        if (value == null) return -1;
        try {
            return ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeParseException noDate) {
            throw new IllegalArgumentException("The header " + name + " is no date: " + value, noDate);
        }
    }
}
