package dev.after4j.lambda;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A subscription to telemetry: events of the platform, buffered, and sent as one array after the other. */
final class Telemetry implements AutoCloseable {
    private final URI destination;
    private final Lines events;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService sender = Executors.newSingleThreadExecutor();
    private final List<String> buffered = new ArrayList<>();

    Telemetry(URI destination, Lines events) {
        this.destination =
                URI.create("http://" + Sandbox.ADDRESS + ":" + destination.getPort() + destination.getPath());
        this.events = events;
    }

    /** Keeps an event until more follow. */
    void buffer(String type, String id) {
        buffered.add(
                "{\"time\":\"%s\",\"type\":\"platform.%s\",\"record\":{\"requestId\":\"%s\",\"status\":\"success\"}}"
                        .formatted(Instant.now(), type, id));
    }

    /** Sends what there is, soon. */
    void send(String type, String id) {
        buffer(type, id);
        HttpRequest request = HttpRequest.newBuilder(destination)
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(buffered.toString()))
                .build();
        buffered.clear();
        sender.execute(() -> post(request));
    }

    private void post(HttpRequest request) {
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 200) events.add("telemetry was answered with " + status);
        } catch (ConnectException nobodyListens) {
            events.add("telemetry was not taken");
        } catch (IOException theProcessHasEnded) { // nobody is told
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        sender.shutdownNow();
    }
}
