package dev.after4j.test.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A response in HTTP/1.1, framed by its length, by chunks, by the end of the connection or by having no body. */
final class Http1Reply implements Reply {
    private static final long UNTIL_CLOSED = Long.MAX_VALUE;

    private final Client client;
    private final InputStream in;
    private final boolean bodiless;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final List<String> head = new ArrayList<>();
    private boolean chunked;
    /** Of the body, or of the chunk that is being read. */
    private long left;

    private boolean ended;

    Http1Reply(Client client, InputStream in, String method) {
        this.client = client;
        this.in = in;
        this.bodiless = method.equals("HEAD");
    }

    @Override
    public int status() throws IOException {
        if (head.isEmpty()) readHead();
        return Integer.parseInt(head.get(0).split(" ", 3)[1]);
    }

    private void readHead() throws IOException {
        for (String line = line(); !line.isEmpty(); line = line()) head.add(line);
        if (status() < 200) {
            head.clear();
            readHead();
        } else {
            frame();
        }
    }

    private void frame() throws IOException {
        String length = field("content-length");
        chunked = field("transfer-encoding").equals("chunked");
        left = chunked ? 0 : length.isEmpty() ? UNTIL_CLOSED : Long.parseLong(length);
        ended = bodiless || status() == 204 || status() == 304 || (left == 0 && !chunked);
    }

    private String field(String name) {
        return head.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) throw new EOFException("the server closed the connection instead of answering");
            if (next != '\r') line.write(next);
        }
        return line.toString(ISO_8859_1);
    }

    @Override
    public byte[] body() throws IOException {
        return read(Integer.MAX_VALUE);
    }

    @Override
    public byte[] read(int count) throws IOException {
        status();
        while (!ended && body.size() < count) {
            if (chunked && left == 0) nextChunk();
            else readSome();
        }
        return body.toByteArray();
    }

    /** The line end behind a chunk belongs to the next: some servers send the two together. */
    private void nextChunk() throws IOException {
        if (body.size() > 0) line();
        left = Long.parseLong(line(), 16);
        if (left != 0) return;
        ended = true;
        line();
    }

    private void readSome() throws IOException {
        byte[] some = new byte[(int) Math.min(left, 16 * 1024)];
        int count = in.read(some);
        if (count < 0) {
            if (left != UNTIL_CLOSED) throw new EOFException("the body was cut off after " + body.size() + " bytes");
            ended = true;
            return;
        }
        body.write(some, 0, count);
        if (left == UNTIL_CLOSED) return;
        left -= count;
        ended = left == 0 && !chunked;
    }

    @Override
    public String head() throws IOException {
        status();
        return head.stream()
                .filter(line -> !line.toLowerCase(Locale.ROOT).startsWith("date:"))
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void cancel() throws IOException {
        client.vanish();
    }
}
