package dev.after4j.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** An event as a Function URL makes it of a request; its changes, too, return it. */
final class HttpRequestEvent {
    private static final JsonMapper JSON = new JsonMapper();

    private static final String DOMAIN = "abc.lambda-url.eu-central-1.on.aws";

    private static final String API = "abc.execute-api.eu-central-1.amazonaws.com";

    private final Map<String, Object> http = new LinkedHashMap<>();
    private final Map<String, Object> context = new LinkedHashMap<>();
    private final Map<String, Object> headers = new LinkedHashMap<>();
    private final Map<String, Object> event = new LinkedHashMap<>();

    /** {@code target}: a path, and a query. */
    HttpRequestEvent(String method, String target) {
        String[] parts = target.split("\\?", 2);
        headers.put("host", DOMAIN);
        headers.put("user-agent", "test");
        http.put("method", method);
        http.put("path", parts[0]);
        http.put("protocol", "HTTP/1.1");
        http.put("sourceIp", "192.0.2.7");
        context.put("domainName", DOMAIN);
        context.put("http", http);
        context.put("stage", "$default");
        event.put("version", "2.0");
        event.put("routeKey", "$default");
        event.put("rawPath", parts[0]);
        event.put("rawQueryString", parts.length == 1 ? "" : parts[1]);
        event.put("headers", headers);
        event.put("requestContext", context);
        event.put("isBase64Encoded", false);
    }

    HttpRequestEvent header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    HttpRequestEvent cookies(String... sent) {
        event.put("cookies", List.of(sent));
        return this;
    }

    /** As an HTTP API makes it, which decodes the path, and puts its stage in front. */
    HttpRequestEvent stage(String name) {
        return stage(name, API);
    }

    /** As an HTTP API does that is reached at another name than its own. */
    HttpRequestEvent stage(String name, String domain) {
        context.put("stage", name);
        context.put("domainName", domain);
        return this;
    }

    HttpRequestEvent authorizer(Map<String, ?> found) {
        context.put("authorizer", found);
        return this;
    }

    /** Text, from a page of the application's own. */
    HttpRequestEvent body(String type, String content) {
        event.put("body", content);
        headers.put("content-type", type);
        return header("origin", "https://" + context.get("domainName"));
    }

    HttpRequestEvent body(String type, byte[] content) {
        event.put("isBase64Encoded", true);
        return body(type, Base64.getEncoder().encodeToString(content));
    }

    /** A form with one file. */
    HttpRequestEvent upload(String field, String fileName, String content) {
        String parts = "--limit\r\nContent-Disposition: form-data; name=\"item\"\r\n\r\ntea\r\n"
                + "--limit\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + fileName
                + "\"\r\nContent-Type: text/plain\r\n\r\n" + content + "\r\n--limit--\r\n";
        return body("multipart/form-data; boundary=limit", parts.getBytes(StandardCharsets.UTF_8));
    }

    String json() {
        return JSON.writeValueAsString(event);
    }
}
