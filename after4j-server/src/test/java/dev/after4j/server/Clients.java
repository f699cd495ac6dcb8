package dev.after4j.server;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Requests as a well-behaved client sends them. */
final class Clients {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Clients() {}

    static HttpRequest.Builder to(RunningServer server, String path) {
        return HttpRequest.newBuilder(server.address().resolve(path));
    }

    static HttpResponse<String> get(RunningServer server, String path, String... headers) throws Exception {
        HttpRequest.Builder request = to(server, path);
        if (headers.length > 0) request.headers(headers);
        return send(request);
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    static HttpResponse<byte[]> bytes(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    }
}
