package dev.after4j.app.servlet;

import dev.after4j.app.spi.Head;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Set;
import java.util.TreeSet;

/** Keeps it from the container that there is no such asset; one that there is gets the defaults that it lacks. */
final class AssetResponse extends HttpServletResponseWrapper {
    private final HttpServletResponse response;
    private final Head defaults;
    private boolean isMissing;
    private boolean hasDefaults;

    AssetResponse(HttpServletResponse response, Head defaults) {
        super(response);
        this.response = response;
        this.defaults = defaults;
    }

    boolean isThere() {
        if (!isMissing) addDefaults();
        return !isMissing;
    }

    private void addDefaults() {
        if (hasDefaults) return;
        hasDefaults = true;
        Set<String> there = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        defaults.headers((name, value) -> {
            if (!ServletExchange.addsUp(name) && response.containsHeader(name)) there.add(name);
        });
        defaults.headers((name, value) -> {
            if (!there.contains(name)) response.addHeader(name, value);
        });
    }

    @Override
    public void sendError(int status) throws IOException {
        if (!misses(status)) super.sendError(status);
    }

    @Override
    public void sendError(int status, String message) throws IOException {
        if (!misses(status)) super.sendError(status, message);
    }

    private boolean misses(int status) {
        isMissing = status == SC_NOT_FOUND;
        return isMissing;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        addDefaults();
        return super.getOutputStream();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        addDefaults();
        return super.getWriter();
    }

    @Override
    public void flushBuffer() throws IOException {
        addDefaults();
        super.flushBuffer();
    }
}
