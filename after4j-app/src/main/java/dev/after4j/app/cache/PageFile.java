package dev.after4j.app.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A page in a file: its key with its length in front, then the page. */
final class PageFile {
    private static final long LARGEST = 3L * CachedPage.LARGEST_BODY;

    private PageFile() {}

    static byte[] bytes(String key, CachedPage page) {
        byte[] head = head(key);
        byte[] bytes = page.toBytes();
        return ByteBuffer.allocate(Math.addExact(head.length, bytes.length))
                .put(head)
                .put(bytes)
                .array();
    }

    private static byte[] head(String key) {
        byte[] text = key.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Integer.BYTES + text.length)
                .putInt(text.length)
                .put(text)
                .array();
    }

    /**
     * @throws CorruptPageException if that is not the page of {@code key}
     * @throws java.nio.file.NoSuchFileException if there is none
     */
    static CachedPage read(Path file, String key) throws IOException {
        if (Files.size(file) > LARGEST) throw new CorruptPageException("it is larger than any page");
        byte[] bytes = Files.readAllBytes(file);
        byte[] head = head(key);
        if (!startsWith(bytes, head)) throw new CorruptPageException("it is not the page of " + key);
        return CachedPage.of(Arrays.copyOfRange(bytes, head.length, bytes.length));
    }

    private static boolean startsWith(byte[] bytes, byte[] head) {
        return bytes.length >= head.length && Arrays.equals(bytes, 0, head.length, head, 0, head.length);
    }
}
