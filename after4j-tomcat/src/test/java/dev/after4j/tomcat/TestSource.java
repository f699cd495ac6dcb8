package dev.after4j.tomcat;

import dev.after4j.spi.RequestSource;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.function.BiConsumer;

/** What the suite's rules read of a request. */
record TestSource(HttpServletRequest request, long startedNanos) implements RequestSource {
    TestSource(HttpServletRequest request) {
        this(request, System.nanoTime());
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        return request.getRequestURI();
    }

    @Override
    public void headers(BiConsumer<String, String> each) {
        for (String name : Collections.list(request.getHeaderNames())) each.accept(name, request.getHeader(name));
    }

    @Override
    public void cookies(BiConsumer<String, String> each) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) for (Cookie cookie : cookies) each.accept(cookie.getName(), cookie.getValue());
    }
}
