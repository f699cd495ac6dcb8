package dev.after4j.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Cookies that the response will set, whatever it will be; see {@link CurrentResponse}. For any thread of the request. */
public final class ResponseCookies {
    private final OpenResponse response;
    private final List<ResponseCookie> cookies = new ArrayList<>();

    ResponseCookies(OpenResponse response) {
        this.response = response;
    }

    /** Sets a cookie, instead of one of the same name, path and domain; throws an {@link IllegalStateException} once the response has begun. */
    public void set(ResponseCookie cookie) {
        Objects.requireNonNull(cookie, "cookie");
        response.change(() -> put(cookies, cookie));
    }

    /** Takes a cookie away from the client; throws as {@link #set} does. */
    public void delete(String name) {
        set(ResponseCookie.delete(name));
    }

    static void put(List<ResponseCookie> all, ResponseCookie cookie) {
        all.removeIf(cookie::replaces);
        all.add(cookie);
    }

    /** Under the response's lock. */
    List<ResponseCookie> all() {
        return cookies;
    }
}
