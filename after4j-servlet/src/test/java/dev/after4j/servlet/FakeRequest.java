package dev.after4j.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A request without a container that notes what it is asked for. It gives what tests put into it, and an AssertionError
 * for everything else: parameters, parts, body and session among it.
 */
final class FakeRequest {
    /** What an integration may ask at any time, since it reads nothing of what the client sent. */
    private static final Set<String> STATE =
            Set.of("getDispatcherType", "isAsyncStarted", "getAttribute", "setAttribute", "getAsyncContext");

    final Map<String, Object> answers = new HashMap<>();
    final Map<String, Object> attributes = new HashMap<>();
    final List<String> read = new CopyOnWriteArrayList<>();
    /** Of the asynchronous exchange, which tests end themselves. */
    final List<AsyncListener> listeners = new ArrayList<>();

    final HttpServletRequest request = FakeContext.fake(HttpServletRequest.class, this::call);
    final HttpServletResponse response =
            FakeContext.fake(HttpServletResponse.class, (method, values) -> switch (method) {
                case "getStatus" -> 200;
                case "isCommitted" -> false;
                default -> throw new AssertionError("the response was touched: " + method);
            });

    FakeRequest() {
        answers.putAll(Map.of(
                "getMethod",
                "POST",
                "getRequestURI",
                "/orders",
                "getDispatcherType",
                DispatcherType.REQUEST,
                "isAsyncStarted",
                false,
                "getAsyncContext",
                FakeContext.fake(
                        AsyncContext.class,
                        (method, values) -> listeners.add((AsyncListener) values[0]) ? null : null)));
        for (String absent : List.of(
                "getQueryString", "getRemoteAddr", "getUserPrincipal", "getLocale", "getCookies", "getHeaderNames"))
            answers.put(absent, null);
    }

    /** Answers {@code method} with this; an exception is thrown. */
    FakeRequest with(String method, Object answer) {
        answers.put(method, answer);
        return this;
    }

    @SuppressWarnings("unchecked")
    private Object call(String method, Object[] values) throws Throwable {
        if (!STATE.contains(method)) read.add(method);
        switch (method) {
            case "getAttribute":
                return attributes.get((String) values[0]);
            case "setAttribute":
                return attributes.put((String) values[0], values[1]);
            case "getHeaders":
                return Collections.enumeration(((Map<String, List<String>>) answers.get("headers")).get(values[0]));
            default:
        }
        if (!answers.containsKey(method)) throw new AssertionError("must not be asked for: " + method);
        Object answer = answers.get(method);
        if (answer instanceof Throwable thrown) throw thrown;
        return answer;
    }

    FakeRequest withHeaders(Map<String, List<String>> headers) {
        return with("headers", headers)
                .with("getHeaderNames", Collections.enumeration(new ArrayList<>(headers.keySet())));
    }
}
