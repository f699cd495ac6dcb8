package dev.after4j.test.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * As much of HTTP/2 as the suite needs. A stream's window lets the server send 65,535 bytes more than the test asked for:
 * a client that does not read stops the server, whatever the network buffers. The connection's window stops nothing.
 */
final class Http2Client extends Client {
    /** More than any body; with the initial 65,535 bytes less than the 2,147,483,647 that a window may have. */
    static final int UNLIMITED = 1 << 30;

    private static final int CONNECTION = 0;

    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int WINDOW_UPDATE = 8;
    private static final int END_STREAM = 0x1;
    private static final int ACK = 0x1;
    private static final int END_HEADERS = 0x4;
    private static final int PADDED = 0x8;
    /** No dynamic table for headers, no pushes. */
    private static final byte[] OUR_SETTINGS = {0, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0};

    private static final byte[] CANCEL = {0, 0, 0, 8};

    private final DataInputStream in;
    private final DataOutputStream out;
    private final Map<Integer, Http2Reply> replies = new HashMap<>();
    private int nextStream = 1;

    Http2Client(int port, Duration patience) throws IOException {
        super(port, patience);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(socket.getOutputStream());
        out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
        frame(SETTINGS, 0, CONNECTION, OUR_SETTINGS);
        credit(CONNECTION, UNLIMITED);
    }

    @Override
    Reply send(String method, String path, Map<String, String> headers) throws IOException {
        int stream = nextStream;
        nextStream += 2;
        Http2Reply reply = new Http2Reply(this, stream);
        replies.put(stream, reply);
        frame(HEADERS, END_HEADERS | END_STREAM, stream, Hpack.request(method, path, headers));
        return reply;
    }

    /** Lets the server send that much more. */
    void credit(int stream, int bytes) throws IOException {
        byte[] increment = {(byte) (bytes >> 24), (byte) (bytes >> 16), (byte) (bytes >> 8), (byte) bytes};
        frame(WINDOW_UPDATE, 0, stream, increment);
    }

    void cancel(int stream) throws IOException {
        frame(RST_STREAM, 0, stream, CANCEL);
    }

    private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        DataOutputStream frame = new DataOutputStream(whole);
        frame.writeByte(payload.length >> 16);
        frame.writeShort(payload.length);
        frame.writeByte(type);
        frame.writeByte(flags);
        frame.writeInt(stream);
        frame.write(payload);
        out.write(whole.toByteArray());
    }

    /** Reads one frame and hands it to the reply it belongs to. */
    void readFrame() throws IOException {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        Http2Reply reply = replies.get(in.readInt() & Integer.MAX_VALUE);
        byte[] payload = in.readNBytes(length);
        if (type == SETTINGS && (flags & ACK) == 0) frame(SETTINGS, ACK, CONNECTION, new byte[0]);
        if (type == PING && (flags & ACK) == 0) frame(PING, ACK, CONNECTION, payload);
        if (reply == null) return;
        if ((flags & PADDED) != 0 && type <= HEADERS) throw new IOException("this client expects no padding");
        if (type == HEADERS) reply.headers(payload);
        if (type == DATA) reply.data(payload);
        if (type == RST_STREAM) reply.reset();
        if (type <= HEADERS && (flags & END_STREAM) != 0) reply.end();
    }
}
