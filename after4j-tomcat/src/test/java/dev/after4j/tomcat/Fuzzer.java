package dev.after4j.tomcat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** A client that sends what no browser would, and leaves when it likes; the same for the same seed. */
final class Fuzzer {
    private static final List<String> METHODS =
            List.of("GET", "POST", "HEAD", "OPTIONS", "PUT", "TRACE", "BREW", "get", "G\u0000T", "");
    private static final List<String> VERSIONS =
            List.of("HTTP/1.1", "HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/1.1 x", "");
    private static final List<String> TARGETS = List.of(
            "/",
            "/async",
            "/throw",
            "/half",
            "/large",
            "*",
            "//",
            "/../..",
            "/%",
            "/%00",
            "/%c0%af",
            "/\u00e9",
            "/a;b=c;jsessionid=%",
            "/?a=%zz&b=\u0001",
            "http://example.test/async",
            "http://[::1",
            "/a b");
    private static final List<String> HEADERS = List.of(
            "Cookie: a=b; c=d",
            "Cookie: a=\"b; =; ;;; \u0001=\u0002",
            "Cookie: $Version=1; a=b; $Path=/",
            "Cookie: " + "x=y; ".repeat(300),
            "Cookie",
            ": no name",
            "X-Huge: " + "h".repeat(20_000),
            "X-Long: " + "l".repeat(3_000),
            "X-Bytes: \u00ff\u00fe\u0080",
            "X-Null: a\u0000b",
            " folded: line",
            "Accept-Language: ;q=x,,\u00e4",
            "Accept-Encoding: gzip;q=9, \u0001",
            "Host: a\r\nHost: b",
            "Content-Type: text/plain; charset=\u00e9",
            "Content-Type: multipart/form-data; boundary=",
            "Expect: 100-continue",
            "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
            "Connection: close",
            "Range: bytes=-,9-1");
    private static final List<String> BODIES = List.of(
            "",
            "Content-Length: 5\r\n\r\nhello",
            "Content-Length: 50\r\n\r\ncut off",
            "Content-Length: -1\r\n\r\n",
            "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n5\r\nhel",
            "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
            "Transfer-Encoding: gzip, chunked\r\nContent-Length: 3\r\n\r\nabc");

    private final Random random;
    private final int port;

    Fuzzer(long seed, int port) {
        this.random = new Random(seed);
        this.port = port;
    }

    /** Up to three on a connection, at once. */
    void send(int requests) throws IOException {
        for (int sent = 0; sent < requests; ) {
            int burst = Math.min(1 + random.nextInt(3), requests - sent);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < burst; i++) appendRequest(text);
            send(text.toString().getBytes(StandardCharsets.ISO_8859_1));
            sent += burst;
        }
    }

    private void appendRequest(StringBuilder text) {
        text.append(any(METHODS)).append(' ').append(any(TARGETS)).append(' ').append(any(VERSIONS));
        text.append("\r\n");
        if (random.nextInt(20) > 0) text.append("Host: localhost\r\n");
        for (int left = random.nextInt(3); left > 0; left--)
            text.append(any(HEADERS)).append("\r\n");
        String body = any(BODIES);
        text.append(body.isEmpty() ? "\r\n" : body);
    }

    /** Mostly the first, which is harmless: a request that is wrong everywhere does not get far. */
    private String any(List<String> all) {
        return random.nextInt(3) > 0 ? all.get(0) : all.get(random.nextInt(all.size()));
    }

    private void send(byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            switch (random.nextInt(4)) {
                case 0 -> leave(socket, request, random.nextInt(request.length));
                case 1 -> leave(socket, request, request.length);
                default -> {
                    out.write(request);
                    socket.shutdownOutput();
                    read(socket.getInputStream());
                }
            }
        } catch (IOException refused) {
            if (refused instanceof java.net.ConnectException) throw refused; // the server is not there any more
        }
    }

    private void leave(Socket socket, byte[] request, int sent) throws IOException {
        socket.getOutputStream().write(request, 0, sent);
        if (random.nextBoolean()) socket.setSoLinger(true, 0); // the close is a reset
    }

    /** Not all, at times. */
    private void read(InputStream in) throws IOException {
        byte[] buffer = new byte[8_192];
        int pieces = random.nextInt(8) == 0 ? 1 : Integer.MAX_VALUE;
        while (pieces-- > 0 && in.read(buffer) >= 0) {}
    }
}
