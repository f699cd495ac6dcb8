package dev.after4j.app.cache;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/** Lines of text that a human can read, each behind its checksum. */
final class SealedLines {
    private static final int CHECKSUM_DIGITS = 8;

    private SealedLines() {}

    static byte[] seal(List<String> lines) {
        StringBuilder sealed = new StringBuilder();
        for (String line : lines) {
            String escaped = escape(line);
            sealed.append(checksum(escaped)).append(' ').append(escaped).append('\n');
        }
        return sealed.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The lines; empty if one of them is not as it was written, be it that it was not written to its end. */
    static Optional<List<String>> open(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            if (end < start + CHECKSUM_DIGITS + 1) return Optional.empty();
            String escaped = text.substring(start + CHECKSUM_DIGITS + 1, end);
            if (!text.startsWith(checksum(escaped) + ' ', start)) return Optional.empty();
            lines.add(escaped.translateEscapes());
            start = end + 1;
        }
        return Optional.of(lines);
    }

    private static String escape(String line) {
        return line.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String checksum(String text) {
        CRC32C checksum = new CRC32C();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", checksum.getValue());
    }
}
