package dev.after4j.test;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a {@link TestRequest} carries, for test clients that hand it to the code under test. */
public final class TestBody {
    private static final String BOUNDARY = "after4j-test-boundary";

    private final String contentType;
    private final byte[] bytes;
    private final List<Part> parts;

    private TestBody(String contentType, byte[] bytes, List<Part> parts) {
        this.contentType = Objects.requireNonNull(contentType, "contentType");
        this.bytes = bytes.clone();
        this.parts = parts;
    }

    static TestBody of(String contentType, byte[] content) {
        return new TestBody(contentType, content, List.of());
    }

    static TestBody form(List<Part> parts) {
        boolean hasFiles = parts.stream().anyMatch(part -> part.fileName().isPresent());
        return hasFiles
                ? new TestBody("multipart/form-data; boundary=" + BOUNDARY, multipart(parts), List.copyOf(parts))
                : new TestBody("application/x-www-form-urlencoded", urlencoded(parts), List.copyOf(parts));
    }

    private static byte[] urlencoded(List<Part> fields) {
        return utf8(fields.stream()
                .map(field -> encoded(field.name()) + "=" + encoded(new String(field.content, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&")));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static byte[] multipart(List<Part> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Part part : parts) {
            out.writeBytes(utf8("--" + BOUNDARY + "\r\n" + part.head() + "\r\n"));
            out.writeBytes(part.content);
            out.writeBytes(utf8("\r\n"));
        }
        out.writeBytes(utf8("--" + BOUNDARY + "--\r\n"));
        return out.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The type, with its parameters. */
    public String contentType() {
        return contentType;
    }

    /** All of it, as it is sent. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The fields and files of a form, in the order in which they were added; empty for what was not made of them. */
    public List<Part> parts() {
        return parts;
    }

    /** A field of a form, or a file. */
    public static final class Part {
        private final String name;
        private final @Nullable String fileName;
        private final @Nullable String contentType;
        private final byte[] content;

        private Part(String name, @Nullable String fileName, @Nullable String contentType, byte[] content) {
            this.name = Objects.requireNonNull(name, "name");
            this.fileName = fileName;
            this.contentType = contentType;
            this.content = content.clone();
        }

        static Part field(String name, String value) {
            return new Part(name, null, null, utf8(value));
        }

        static Part file(String name, String fileName, String contentType, byte[] content) {
            return new Part(
                    name,
                    Objects.requireNonNull(fileName, "fileName"),
                    Objects.requireNonNull(contentType, "contentType"),
                    content);
        }

        private String head() {
            String disposition = "Content-Disposition: form-data; name=\"" + quoted(name) + "\"";
            if (fileName != null) disposition += "; filename=\"" + quoted(fileName) + "\"";
            return disposition + "\r\n" + (contentType == null ? "" : "Content-Type: " + contentType + "\r\n");
        }

        /** As browsers do it. */
        private static String quoted(String text) {
            return text.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
        }

        /** The name of the form's field. */
        public String name() {
            return name;
        }

        /** The file's name; empty for a field that is no file. */
        public Optional<String> fileName() {
            return Optional.ofNullable(fileName);
        }

        /** The type that the client claims; empty for a field that is no file. */
        public Optional<String> contentType() {
            return Optional.ofNullable(contentType);
        }

        /** The file's content; the field's value in UTF-8. */
        public byte[] content() {
            return content.clone();
        }
    }
}
