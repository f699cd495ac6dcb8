package dev.after4j.test.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** HTTP/1.1. Requests sent before their replies are read are pipelined; replies are read in the same order. */
final class Http1Client extends Client {
    private final InputStream in;

    Http1Client(int port, Duration patience) throws IOException {
        super(port, patience);
        in = new BufferedInputStream(socket.getInputStream());
    }

    @Override
    Reply send(String method, String path, Map<String, String> headers) throws IOException {
        String fields = headers.entrySet().stream()
                .map(field -> field.getKey() + ": " + field.getValue() + "\r\n")
                .collect(Collectors.joining());
        String head = method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + fields + "\r\n";
        socket.getOutputStream().write(head.getBytes(ISO_8859_1));
        return new Http1Reply(this, in, method);
    }
}
