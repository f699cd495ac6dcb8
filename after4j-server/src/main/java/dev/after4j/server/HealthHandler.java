package dev.after4j.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Tells who asks whether requests are welcome; no longer so from the moment at which the server is told to stop. */
final class HealthHandler extends Handler.Wrapper {
    private final Optional<String> path;

    HealthHandler(Optional<String> path, Handler handler) {
        super(handler);
        this.path = path;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!isAsked(request)) return super.handle(request, response, callback);
        boolean stopping = !getServer().isRunning() || getServer().isStopping();
        response.setStatus(stopping ? 503 : 200);
        if (stopping) response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap((stopping ? "STOPPING\n" : "UP\n").getBytes(US_ASCII)), callback);
        return true;
    }

    private boolean isAsked(Request request) {
        String sent = request.getHttpURI().getPath();
        return path.filter(known -> known.equals(sent)).isPresent()
                && (request.getMethod().equals("GET") || request.getMethod().equals("HEAD"));
    }
}
