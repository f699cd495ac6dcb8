package dev.after4j.test.conformance;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;

/** A response in HTTP/2: one stream. */
final class Http2Reply implements Reply {
    private final Http2Client connection;
    private final int stream;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status;
    private int asked;
    private boolean ended;
    private boolean reset;

    Http2Reply(Http2Client connection, int stream) {
        this.connection = connection;
        this.stream = stream;
    }

    void headers(byte[] block) throws IOException {
        int sent = status == 0 ? Hpack.status(block) : status; // later blocks are trailers
        if (sent >= 200) status = sent;
    }

    void data(byte[] part) {
        body.writeBytes(part);
    }

    void end() {
        ended = true;
    }

    void reset() {
        reset = true;
    }

    private void readFrame() throws IOException {
        if (reset) throw new EOFException("the server reset the stream after " + body.size() + " bytes");
        connection.readFrame();
    }

    @Override
    public int status() throws IOException {
        while (status == 0) readFrame();
        return status;
    }

    @Override
    public byte[] body() throws IOException {
        return read(Http2Client.UNLIMITED);
    }

    /**
     * Asks for everything at once and not for each frame as it comes: Tomcat 11.0.27 never sends the end of a response
     * that its {@code WriteListener} completes while the window is shut, which it often is when bytes are asked for in
     * small pieces.
     */
    @Override
    public byte[] read(int count) throws IOException {
        ask(count);
        while (!ended && body.size() < count) readFrame();
        return body.toByteArray();
    }

    private void ask(int count) throws IOException {
        if (ended || count <= asked) return;
        connection.credit(stream, count - asked);
        asked = count;
    }

    @Override
    public String head() throws IOException {
        return String.valueOf(status());
    }

    @Override
    public void cancel() throws IOException {
        connection.cancel(stream);
    }
}
