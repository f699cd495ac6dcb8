package dev.after4j.app.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** A request that is for another file than the client has asked for. */
final class RewrittenRequest extends HttpServletRequestWrapper {
    private final String path;
    private final String uri;

    /** {@code path} is decoded, and below the context's. */
    RewrittenRequest(HttpServletRequest request, String path) {
        super(request);
        this.path = path;
        this.uri = request.getContextPath() + encoded(path);
    }

    private static String encoded(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException impossible) {
            throw new IllegalArgumentException("No path: " + path, impossible);
        }
    }

    @Override
    public String getRequestURI() {
        return uri;
    }

    @Override
    public StringBuffer getRequestURL() {
        String sent = super.getRequestURL().toString();
        return new StringBuffer(
                        sent.substring(0, sent.length() - super.getRequestURI().length()))
                .append(uri);
    }

    @Override
    public String getServletPath() {
        return path;
    }

    @Override
    public @Nullable String getPathInfo() {
        return null;
    }
}
