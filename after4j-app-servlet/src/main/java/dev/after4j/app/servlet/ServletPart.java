package dev.after4j.app.servlet;

import dev.after4j.app.Part;
import dev.after4j.app.Signal;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A part as the container has parsed it. */
record ServletPart(jakarta.servlet.http.Part part) implements Part {
    static List<ServletPart> all(HttpServletRequest request, long maxBytes) throws IOException {
        List<ServletPart> parts = parse(request).stream().map(ServletPart::new).toList();
        if (parts.stream().mapToLong(Part::size).sum() > maxBytes) throw tooLong();
        return parts;
    }

    private static Collection<jakarta.servlet.http.Part> parse(HttpServletRequest request) throws IOException {
        try {
            return request.getParts();
        } catch (ServletException refused) {
            if (says("exceeded", refused)) throw tooLong();
            throw says("No multipart config", refused)
                    ? unparsed(refused)
                    : Signal.of(400, "The form is not well formed");
        } catch (IllegalStateException refused) {
            throw refused.getCause() == null ? unparsed(refused) : tooLong();
        }
    }

    /** Jetty has no exceptions of its own for this. */
    private static boolean says(String words, Throwable refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause())
            if (String.valueOf(cause.getMessage()).contains(words)) return true;
        return false;
    }

    private static IllegalStateException unparsed(Exception refused) {
        return new IllegalStateException(
                "The container parses no forms with files for the servlet behind the application: give that a"
                        + " MultipartConfigElement, or in Spring Boot leave spring.servlet.multipart.enabled on",
                refused);
    }

    private static Signal tooLong() {
        return Signal.of(413, "The body of a form is longer than it may be here");
    }

    @Override
    public String name() {
        return part.getName();
    }

    @Override
    public Optional<String> fileName() {
        return Optional.ofNullable(part.getSubmittedFileName());
    }

    @Override
    public Optional<String> contentType() {
        return Optional.ofNullable(part.getContentType());
    }

    @Override
    public long size() {
        return part.getSize();
    }

    @Override
    public InputStream open() throws IOException {
        return part.getInputStream();
    }
}
