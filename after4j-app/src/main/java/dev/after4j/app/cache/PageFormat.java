package dev.after4j.app.cache;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32C;

/** Bytes of a page: a magic number, the version of the format, its parts, and the CRC32C of all that. Big-endian; what may have any length has it in front. */
final class PageFormat {
    private static final int MAGIC = 0x61347067; // "a4pg"
    private static final byte VERSION = 1;
    private static final int LEAST_BYTES = Integer.BYTES + 1 + Integer.BYTES;

    private PageFormat() {}

    static byte[] write(CachedPage page) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(page.weight());
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeByte(VERSION);
            writeParts(out, page);
            out.writeInt(checksum(ByteBuffer.wrap(bytes.toByteArray())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeParts(DataOutputStream out, CachedPage page) throws IOException {
        out.writeLong(page.begun());
        writeTexts(out, List.of(page.rendered().toString(), page.etag()));
        writeTexts(out, page.age().map(Duration::toString).stream().toList());
        writeTexts(out, new TreeSet<>(page.tags()));
        writeTexts(out, page.fields());
        writeBytes(out, page.body());
        out.writeBoolean(page.gzip().isPresent());
        if (page.gzip().isPresent()) writeBytes(out, page.gzip().get());
        out.writeBoolean(page.fragment().isPresent());
        if (page.fragment().isPresent()) {
            writeBytes(out, page.fragment().get().head());
            out.writeInt(page.fragment().get().from());
            out.writeInt(page.fragment().get().to());
        }
    }

    private static void writeTexts(DataOutputStream out, Collection<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static CachedPage read(byte[] bytes) throws CorruptPageException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < LEAST_BYTES || in.getInt() != MAGIC) throw new CorruptPageException("it is not a page");
        byte version = in.get();
        int end = bytes.length - Integer.BYTES;
        if (in.getInt(end) != checksum(ByteBuffer.wrap(bytes, 0, end)))
            throw new CorruptPageException("its checksum does not match: it is truncated, or has been altered");
        if (version != VERSION)
            throw new CorruptPageException("its format is of version " + version + ", not " + VERSION);
        try {
            return readParts(in.limit(end));
        } catch (BufferUnderflowException
                | NegativeArraySizeException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | DateTimeException e) {
            throw new CorruptPageException("its parts do not fit together", e);
        }
    }

    private static CachedPage readParts(ByteBuffer in) {
        long begun = in.getLong();
        List<String> texts = readTexts(in);
        Instant rendered = Instant.parse(texts.get(0));
        String etag = texts.get(1);
        Optional<Duration> age = readTexts(in).stream().map(Duration::parse).findFirst();
        Set<String> tags = Set.copyOf(readTexts(in));
        List<String> fields = readTexts(in);
        byte[] body = readBytes(in);
        Optional<byte[]> gzip = readBoolean(in) ? Optional.of(readBytes(in)) : Optional.empty();
        Optional<CachedPage.Fragment> fragment = readBoolean(in)
                ? Optional.of(new CachedPage.Fragment(readBytes(in), in.getInt(), in.getInt()))
                : Optional.empty();
        return new CachedPage(begun, rendered, age, tags, fields, body, fragment, new CachedPage.Forms(etag, gzip));
    }

    private static boolean readBoolean(ByteBuffer in) {
        return in.get() != 0;
    }

    private static List<String> readTexts(ByteBuffer in) {
        int size = in.getInt();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < size; i++) texts.add(new String(readBytes(in), StandardCharsets.UTF_8));
        return texts;
    }

    private static byte[] readBytes(ByteBuffer in) {
        int length = in.getInt();
        // Before there is an array: a length that is none must not ask for 2 GiB.
        if (length > in.remaining()) throw new BufferUnderflowException();
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }
}
