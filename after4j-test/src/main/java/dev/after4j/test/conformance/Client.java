package dev.after4j.test.conformance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;

/** One connection to the server under test, read by hand: nothing is read before a test asks for it. */
abstract class Client implements AutoCloseable {
    /** Small, so that a client that does not read leaves the server with something to write. */
    private static final int RECEIVE_BUFFER = 64 * 1024;

    final Socket socket = new Socket();

    Client(int port, Duration patience) throws IOException {
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) patience.toMillis());
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) patience.toMillis());
    }

    static Client connect(Protocol protocol, int port, Duration patience) throws IOException {
        return protocol == Protocol.HTTP_2 ? new Http2Client(port, patience) : new Http1Client(port, patience);
    }

    /** Sends a request without a body; reads nothing yet. */
    abstract Reply send(String method, String path, Map<String, String> headers) throws IOException;

    Reply get(String path) throws IOException {
        return send("GET", path, Map.of());
    }

    /** Leaves as a client does that crashed: a reset, not a farewell. */
    void vanish() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
