package dev.after4j.app.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Enumeration;
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

    private boolean isChanged(String name) {
        return changed.containsKey(name.toLowerCase(Locale.ROOT));
    }

    private Optional<String> changed(String name) {
        return changed.getOrDefault(name.toLowerCase(Locale.ROOT), Optional.empty());
    }

    @Override
    public @Nullable String getHeader(String name) {
        return isChanged(name) ? changed(name).orElse(null) : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isChanged(name) ? Collections.enumeration(changed(name).stream().toList()) : super.getHeaders(name);
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
        if (!isChanged(name)) return super.getDateHeader(name);
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
