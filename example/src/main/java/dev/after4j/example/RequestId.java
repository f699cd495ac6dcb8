package dev.after4j.example;

import static dev.after4j.app.CurrentResponse.responseHeaders;

import dev.after4j.app.Forward;
import dev.after4j.app.Proxy;
import dev.after4j.app.ProxyResult;
import dev.after4j.app.Request;
import dev.after4j.example.activity.UserActivity;
import java.util.UUID;

/** Stamps every request, for the code behind it and its tasks, and every response, errors included. */
final class RequestId implements Proxy {
    @Override
    public ProxyResult handle(Request request) {
        String id = UUID.randomUUID().toString();
        responseHeaders().set(UserActivity.REQUEST_ID, id);
        return Forward.next().header(UserActivity.REQUEST_ID, id);
    }
}
