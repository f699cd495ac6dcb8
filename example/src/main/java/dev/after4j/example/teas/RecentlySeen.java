package dev.after4j.example.teas;

import static dev.after4j.app.CurrentResponse.responseCookies;

import dev.after4j.app.Forward;
import dev.after4j.app.Proxy;
import dev.after4j.app.ProxyResult;
import dev.after4j.app.Request;
import dev.after4j.app.ResponseCookie;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Keeps in a cookie which teas a visitor has seen. A page cannot set cookies, and one that is kept is not even asked; the proxy in front of it is. */
public final class RecentlySeen implements Proxy {
    private static final String COOKIE = "recent";
    private static final String SEPARATOR = ".";
    private static final int MOST = 6;
    private static final Duration LIFE = Duration.ofDays(30);

    private final Teas teas;

    public RecentlySeen(Teas teas) {
        this.teas = teas;
    }

    @Override
    public ProxyResult handle(Request request) {
        if (request.method().equals("GET")) teas.at(request.path()).ifPresent(tea -> remember(tea, request));
        return Forward.next();
    }

    private void remember(Tea tea, Request request) {
        List<String> slugs = Stream.concat(Stream.of(tea), seen(teas, request).stream())
                .map(Tea::slug)
                .distinct()
                .limit(MOST)
                .toList();
        responseCookies()
                .set(ResponseCookie.of(COOKIE, String.join(SEPARATOR, slugs)).maxAge(LIFE));
    }

    /** The last first. What a client sends need not be what it was given: anything but teas is passed over. */
    static List<Tea> seen(Teas teas, Request request) {
        String slugs = request.cookies().value(COOKIE).orElse("");
        return Arrays.stream(slugs.split("[.]"))
                .limit(MOST)
                .flatMap(slug -> teas.find(slug).stream())
                .toList();
    }
}
