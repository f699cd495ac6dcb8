package dev.after4j.example;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** A whole response. */
record Answer(int status, String contentType, String body) {
    static Answer json(int status, Object value) {
        return new Answer(status, "application/json", Json.write(value));
    }

    static Answer html(String page) {
        return new Answer(200, "text/html; charset=utf-8", page);
    }

    void send(Response response, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        Content.Sink.write(response, true, body, callback);
    }
}
