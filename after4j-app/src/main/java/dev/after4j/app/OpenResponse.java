package dev.after4j.app;

import java.util.ArrayList;
import java.util.List;

/** What the code of a request has set for its response, until that begins. */
final class OpenResponse {
    private final ResponseHeaders headers = new ResponseHeaders(this);
    private final ResponseCookies cookies = new ResponseCookies(this);
    private boolean hasBegun;

    ResponseHeaders headers() {
        return headers;
    }

    ResponseCookies cookies() {
        return cookies;
    }

    synchronized void change(Runnable change) {
        if (hasBegun)
            throw new IllegalStateException(
                    "The response has begun: its headers and cookies have been sent, and cannot be changed any more");
        change.run();
    }

    /** From now on nothing changes. */
    synchronized void begin() {
        hasBegun = true;
    }

    synchronized List<String> fields() {
        return new ArrayList<>(headers.fields());
    }

    synchronized List<ResponseCookie> setCookies() {
        return new ArrayList<>(cookies.all());
    }
}
