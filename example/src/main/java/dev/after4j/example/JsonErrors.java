package dev.after4j.example;

import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Every error as {@code {"error": ".."}}; what went wrong inside is for the log. */
final class JsonErrors implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        Object message = status == 500 ? "Something went wrong here" : request.getAttribute(ErrorHandler.ERROR_MESSAGE);
        Object error = message == null ? HttpStatus.getMessage(status) : message;
        Answer.json(status, Map.of("error", error)).send(response, callback);
        return true;
    }
}
