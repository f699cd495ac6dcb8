package dev.after4j.app.test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** What a client takes of a body until it goes; from then on every call fails, as on a connection that is closed. */
final class Taken extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final long atMost;
    private boolean isGone;
    private boolean isClosed;

    Taken(long atMost) {
        this.atMost = atMost;
    }

    boolean isGone() {
        return isGone;
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one});
    }

    @Override
    public void write(byte[] content, int offset, int length) throws IOException {
        if (isClosed) throw new IOException("The response has ended");
        int fits = (int) Math.min(length, atMost - bytes.size());
        bytes.write(content, offset, fits);
        isGone |= fits < length;
        flush();
    }

    @Override
    public void flush() throws IOException {
        if (isGone) throw new IOException("The client has gone");
    }

    @Override
    public void close() throws IOException {
        isClosed = true;
        flush();
    }
}
