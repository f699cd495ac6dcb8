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
    private int credited;
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
        return read(Integer.MAX_VALUE);
    }

    @Override
    public byte[] read(int count) throws IOException {
        while (!ended && body.size() < count) {
            connection.credit(stream, body.size() - credited);
            credited = body.size();
            readFrame();
        }
        return body.toByteArray();
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
