package dev.after4j.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hears from Lambda when a response has been delivered: the Telemetry API, to which this listens inside the sandbox. */
final class Deliveries {
    private static final Logger LOG = LoggerFactory.getLogger(AfterLambda.class);
    /** The sandbox's name for itself, at which Lambda reaches it. */
    private static final String SANDBOX = "sandbox.localdomain";

    private static final JsonMapper JSON = new JsonMapper();

    /** Told on a thread of the listener's. */
    @FunctionalInterface
    interface Listener {
        void delivered(String requestId, Instant when, boolean isDelivered);
    }

    private final Listener listener;

    private Deliveries(Listener listener) {
        this.listener = listener;
    }

    /** Says whether {@code listener} will be told. On a daemon thread, as the server's own then is one, too. */
    static boolean subscribe(ExtensionApi api, Listener listener) {
        try {
            boolean isInSandbox = isKnown(SANDBOX);
            InetAddress local = InetAddress.getLoopbackAddress();
            HttpServer server = HttpServer.create(
                    isInSandbox ? new InetSocketAddress(0) : new InetSocketAddress(local, 0),
                    0); // in a sandbox there is nobody else
            server.createContext("/", new Deliveries(listener)::receive);
            server.start();
            String host = isInSandbox ? SANDBOX : local.getHostAddress();
            boolean isTold =
                    isAccepted(api, "http://" + host + ":" + server.getAddress().getPort() + "/");
            if (!isTold) server.stop(0);
            return isTold;
        } catch (IOException
                | RuntimeException
                | LinkageError failed) { // a small runtime may lack the module jdk.httpserver
            LOG.warn("after4j: no reports of Lambda's can be received", failed);
            return false;
        }
    }

    private static boolean isAccepted(ExtensionApi api, String destination) {
        try {
            return api.subscribe(destination);
        } catch (IOException refused) {
            LOG.warn("after4j: Lambda's reports cannot be subscribed to", refused);
            return false;
        }
    }

    private static boolean isKnown(String host) {
        try {
            return InetAddress.getByName(host) != null;
        } catch (UnknownHostException elsewhere) {
            return false;
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode reports = JSON.readTree(exchange.getRequestBody());
            for (JsonNode report : reports)
                if (report.path("type").asString("").equals("platform.runtimeDone")) done(report);
            exchange.sendResponseHeaders(200, -1);
        } catch (JacksonException malformed) {
            LOG.warn("after4j: a report of Lambda's cannot be read", malformed);
            exchange.sendResponseHeaders(400, -1);
        }
    }

    private void done(JsonNode report) {
        JsonNode record = report.path("record");
        // also if the handler threw: then the error was the response. The others are ends of the process
        boolean isDelivered = record.path("status").asString("").equals("success");
        listener.delivered(record.path("requestId").asString(""), time(report), isDelivered);
    }

    private static Instant time(JsonNode report) {
        try {
            return Instant.parse(report.path("time").asString(""));
        } catch (DateTimeParseException unknown) {
            return Instant.MAX;
        }
    }
}
