package dev.after4j.app;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the code of a request has set for its response, until that begins. */
final class OpenResponse {
    /** Made when somebody asks for them: most requests set nothing here. */
    private @Nullable ResponseHeaders headers;

    private @Nullable ResponseCookies cookies;
    private boolean hasBegun;

    synchronized ResponseHeaders headers() {
        if (headers == null) headers = new ResponseHeaders(this);
        return headers;
    }

    synchronized ResponseCookies cookies() {
        if (cookies == null) cookies = new ResponseCookies(this);
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
        return headers == null ? List.of() : List.copyOf(headers.fields());
    }

    synchronized boolean setsCookies() {
        return cookies != null && !cookies.all().isEmpty();
    }

    synchronized List<ResponseCookie> setCookies() {
        return cookies == null ? new ArrayList<>(0) : new ArrayList<>(cookies.all());
    }
}
