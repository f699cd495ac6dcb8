package dev.after4j.example;

import static dev.after4j.app.CurrentResponse.responseHeaders;

import dev.after4j.app.Forward;
import dev.after4j.app.Proxy;
import dev.after4j.app.ProxyResult;
import dev.after4j.app.Request;
import java.util.UUID;

/** Stamps every request, for the code behind it and its tasks, and every response, errors included. */
final class RequestId implements Proxy {
    static final String HEADER = "x-request-id";

    @Override
    public ProxyResult handle(Request request) {
        String id = UUID.randomUUID().toString();
        responseHeaders().set(HEADER, id);
        return Forward.next().header(HEADER, id);
    }
}
