package dev.after4j.app.servlet;

import dev.after4j.app.Signal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * The body of a form, also where a filter in front has asked for a parameter, as Spring Security does for its token: the
 * container has read the body then, and shows its fields as parameters only, behind those of the query.
 */
final class PostedForm {
    private PostedForm() {}

    static InputStream body(HttpServletRequest request) throws IOException {
        InputStream body = request.getInputStream();
        if (!isForm(request)) return body;
        PushbackInputStream again = new PushbackInputStream(body);
        int first = again.read();
        if (first < 0) return new ByteArrayInputStream(ofParameters(request).getBytes(StandardCharsets.US_ASCII));
        again.unread(first);
        return again;
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }

    private static String ofParameters(HttpServletRequest request) {
        Map<String, Long> inQuery = namesIn(request.getQueryString() == null ? "" : request.getQueryString());
        StringJoiner body = new StringJoiner("&");
        parameters(request)
                .forEach((name, values) -> Arrays.stream(values)
                        .skip(inQuery.getOrDefault(name, 0L))
                        .forEach(value -> body.add(encode(name) + "=" + encode(value))));
        return body.toString();
    }

    /** Containers differ in what they throw for a query that is not well formed. */
    private static Map<String, String[]> parameters(HttpServletRequest request) {
        try {
            return request.getParameterMap();
        } catch (RuntimeException malformed) {
            throw malformedQuery();
        }
    }

    private static Signal malformedQuery() {
        return Signal.of(400, "The query is not well formed");
    }

    /** How often each comes. */
    private static Map<String, Long> namesIn(String query) {
        return Arrays.stream(query.split("&"))
                .map(PostedForm::name)
                .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    }

    private static String name(String field) {
        try {
            return URLDecoder.decode(field.split("=", 2)[0], StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw malformedQuery();
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
