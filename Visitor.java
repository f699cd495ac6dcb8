package dev.after4j.example;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client of the site. */
final class Visitor {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI site;

    Visitor(String url) {
        site = URI.create(url);
    }

    HttpResponse<String> order(String json, String... headers) throws IOException, InterruptedException {
        return send("POST", "/api/route", json, headers);
    }

    String activity() throws IOException, InterruptedException {
        return send("GET", "/activity", "").body();
    }

    HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(site.resolve(path))
                .method(method, BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(20));
        if (headers.length > 0) request.headers(headers);
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    /** An order with no header that HTTP does not ask for: Java's client always sends a user agent. */
    String orderWithoutHeaders(String json) throws IOException {
        try (Socket socket = new Socket(site.getHost(), site.getPort())) {
            String head = "POST /api/route HTTP/1.1\r\nHost: shop\r\nConnection: close\r\nContent-Length: " + json.length();
            socket.getOutputStream().write((head + "\r\n\r\n" + json).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
