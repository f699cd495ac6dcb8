package dev.after4j.server;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** A client that sends what no browser would, and leaves when it likes; the same for the same seed. */
final class Fuzzer {
    private static final String MULTIPART = "Content-Type: multipart/form-data; boundary=b\r\n";
    private static final List<String> METHODS =
            List.of("GET", "POST", "HEAD", "OPTIONS", "PUT", "TRACE", "CONNECT", "BREW", "get", "G\u0000T", "PRI", "");
    private static final List<String> TARGETS = List.of(
            "/",
            "/stream",
            "/large",
            "/form?action=act",
            "/form",
            "/json",
            "/assets/site.css",
            "/assets/../hidden/key.txt",
            "/assets/",
            "/health",
            "*",
            "//",
            "/%",
            "/%00",
            "/%c0%af",
            "/\u00e9",
            "/a;b=c;jsessionid=%",
            "/?q=%zz&b=\u0001",
            "/?" + "a=b&".repeat(300),
            "http://example.test/stream",
            "http://[::1",
            "/a b",
            "/" + "x".repeat(9_000));
    private static final int HARMLESS = 7;
    private static final List<String> VERSIONS =
            List.of("HTTP/1.1", "HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/1.1 x", "");
    private static final List<String> HEADERS = List.of(
            "Origin: http://a",
            "Host: b\r\nHost: c",
            "Sec-Fetch-Site: none",
            "Cookie: a=b; c=d",
            "Cookie: a=\"b; =; ;;; \u0001=\u0002",
            "Cookie: $Version=1; a=b; $Path=/",
            "Cookie",
            ": no name",
            "X-Huge: " + "h".repeat(9_000),
            "X-Bytes: \u00ff\u00fe\u0080",
            "X-Null: a\u0000b",
            " folded: line",
            "Accept: ;q=x,,\u00e4",
            "Accept-Language: ;q=x,,\u00e4",
            "Accept-Encoding: gzip;q=9, \u0001",
            "Content-Encoding: gzip",
            "Content-Type: application/json",
            "Content-Type: text/plain; charset=\u00e9",
            "Content-Type: multipart/form-data; boundary=",
            "Expect: 100-continue",
            "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
            "X-Forwarded-For: ,,;\r\nForwarded: for=\";;",
            "If-None-Match: \"\r\nIf-Modified-Since: yesterday",
            "If-Match: x",
            "Connection: close",
            "Range: bytes=0-0,2-3",
            "Range: bytes=-,9-1");
    private static final List<String> BODIES = List.of(
            "\r\n",
            "Content-Length: 5\r\n\r\nhello",
            "Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{\"a\":[1,]",
            "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5\r\n\r\na=%zz",
            MULTIPART
                    + "Content-Length: 61\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b--\r\n\r\n",
            MULTIPART + "Content-Length: 20\r\n\r\n--b\r\nnonsense: \u0001\r\n\r\nx",
            MULTIPART + "Transfer-Encoding: chunked\r\n\r\n3\r\n--b\r\n0\r\n\r\n",
            "Content-Length: 50\r\n\r\ncut off",
            "Content-Length: -1\r\n\r\n",
            "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n5\r\nhel",
            "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
            "Transfer-Encoding: gzip, chunked\r\nContent-Length: 3\r\n\r\nabc");

    private final Random random;
    private final int port;
    private final Consumer<String> responses;

    Fuzzer(long seed, int port, Consumer<String> responses) {
        this.random = new Random(seed);
        this.port = port;
        this.responses = responses;
    }

    /** Up to three on a connection, at once. */
    void send(int requests) throws IOException {
        for (int sent = 0; sent < requests; ) {
            int burst = Math.min(1 + random.nextInt(3), requests - sent);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < burst; i++) appendRequest(text);
            send(text.toString());
            sent += burst;
        }
    }

    private void appendRequest(StringBuilder text) {
        int begin = text.length();
        text.append(any(METHODS))
                .append(' ')
                .append(TARGETS.get(random.nextInt(random.nextInt(4) > 0 ? HARMLESS : TARGETS.size())))
                .append(' ');
        text.append(random.nextInt(4) > 0 ? "HTTP/1.1" : any(VERSIONS)).append("\r\n");
        if (random.nextInt(20) > 0) text.append("Host: a\r\n");
        for (int left = random.nextInt(3); left > 0; left--)
            text.append(any(HEADERS)).append("\r\n");
        text.append(any(BODIES));
        if (random.nextInt(8) == 0)
            text.setCharAt(begin + random.nextInt(text.length() - begin), (char) random.nextInt(256));
    }

    /** Mostly the first, which is harmless: a request that is wrong everywhere does not get far. */
    private String any(List<String> all) {
        return random.nextInt(4) > 0 ? all.get(0) : all.get(random.nextInt(all.size()));
    }

    private void send(String request) throws IOException {
        try (RawClient client = new RawClient(port)) {
            switch (random.nextInt(6)) {
                case 0 -> {
                    client.send(request.substring(0, random.nextInt(request.length())));
                    client.reset();
                }
                case 1 -> client.send(request);
                default -> {
                    client.send(request);
                    client.endOutput();
                    responses.accept(client.readAll());
                }
            }
        } catch (java.net.SocketException refused) {
            if (refused instanceof java.net.ConnectException) throw refused; // the server is not there any more
        }
    }
}
