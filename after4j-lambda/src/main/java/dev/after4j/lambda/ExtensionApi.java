package dev.after4j.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lambda's API for extensions, on the loopback of the sandbox. The oldest client of the JDK has no threads of its own and starts in no time, which is all that
 * is asked of it here.
 */
final class ExtensionApi {
    private static final String IDENTIFIER = "Lambda-Extension-Identifier";
    private static final int OK = 200;
    private static final JsonMapper JSON = new JsonMapper();

    private final String address;
    private String identifier = "";

    /** {@code address}: host and port. */
    ExtensionApi(String address) {
        this.address = address;
    }

    /** What has happened. */
    record Event(String type, String requestId, long deadlineMillis) {
        long remainingMillis() {
            return deadlineMillis - System.currentTimeMillis();
        }
    }

    /** For {@code events}, such as {@code INVOKE}. Throws with what Lambda has answered if it refuses. */
    void register(String... events) throws IOException {
        HttpURLConnection call = open("/2020-01-01/extension/register");
        call.setRequestProperty("Lambda-Extension-Name", "after4j");
        send(call, "POST", JSON.writeValueAsString(Map.of("events", events)));
        requireOk(call);
        String given = call.getHeaderField(IDENTIFIER);
        if (given == null) throw new IOException("the answer has no header " + IDENTIFIER);
        identifier = given;
    }

    /** Lambda is to report what it does to {@code destination}; says whether it will. */
    boolean subscribe(String destination) throws IOException {
        HttpURLConnection call = open("/2022-07-01/telemetry");
        call.setRequestProperty(IDENTIFIER, identifier);
        send(call, "PUT", """
                {"schemaVersion":"2022-12-13","types":["platform"],"buffering":{"maxItems":1000,"maxBytes":262144,"timeoutMs":25},\
                "destination":{"protocol":"HTTP","URI":"%s"}}""".formatted(destination));
        int status = call.getResponseCode();
        answer(call);
        return status == OK;
    }

    /** Waits for the next event, however long; tells Lambda that all is done for the last one. */
    Event next() throws IOException {
        HttpURLConnection call = open("/2020-01-01/extension/event/next");
        call.setRequestProperty(IDENTIFIER, identifier);
        requireOk(call);
        try {
            JsonNode event = JSON.readTree(answer(call));
            return new Event(
                    event.path("eventType").asString(""),
                    event.path("requestId").asString(""),
                    event.path("deadlineMs").asLong(0));
        } catch (JacksonException malformed) {
            throw new IOException("Lambda's event cannot be read", malformed);
        }
    }

    private HttpURLConnection open(String path) throws IOException {
        var call = (HttpURLConnection)
                URI.create("http://" + address + path).toURL().openConnection(Proxy.NO_PROXY);
        call.setReadTimeout(0); // the next event may come in hours, whatever is usual in this process
        return call;
    }

    private static void send(HttpURLConnection call, String method, String json) throws IOException {
        call.setRequestMethod(method);
        call.setDoOutput(true);
        call.setRequestProperty("Content-Type", "application/json");
        try (OutputStream body = call.getOutputStream()) {
            body.write(json.getBytes(UTF_8));
        }
    }

    private static void requireOk(HttpURLConnection call) throws IOException {
        int status = call.getResponseCode();
        if (status != OK) throw new IOException("status " + status + " " + answer(call));
    }

    /** Read to its end, so that the connection can be used again. */
    private static String answer(HttpURLConnection call) throws IOException {
        try (@Nullable
                InputStream body = call.getResponseCode() < 400 ? call.getInputStream() : call.getErrorStream()) {
            return body == null ? "" : new String(body.readAllBytes(), UTF_8);
        }
    }
}
