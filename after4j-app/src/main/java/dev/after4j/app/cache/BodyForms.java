package dev.after4j.app.cache;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** What is made of a body once, and not at each request. */
final class BodyForms {
    private static final double WORTH_IT = 0.9;
    private static final int ETAG_BYTES = 16;

    private BodyForms() {}

    static CachedPage.Forms of(List<String> fields, byte[] body) {
        return new CachedPage.Forms(etag(fields, body), gzip(fields, body));
    }

    private static Optional<byte[]> gzip(List<String> fields, byte[] body) {
        for (int name = 0; name < fields.size(); name += 2)
            if (fields.get(name).equalsIgnoreCase("Content-Encoding")) return Optional.empty();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 2 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.size() < body.length * WORTH_IT ? Optional.of(bytes.toByteArray()) : Optional.empty();
    }

    private static String etag(List<String> fields, byte[] body) {
        MessageDigest digest = sha256();
        for (String field : fields) {
            byte[] text = field.getBytes(StandardCharsets.UTF_8);
            // With its length: what ends one field must not be able to begin the next.
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
            digest.update(text);
        }
        byte[] hash = Arrays.copyOf(digest.digest(body), ETAG_BYTES);
        return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + '"';
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
