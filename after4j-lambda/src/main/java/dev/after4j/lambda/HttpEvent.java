package dev.after4j.lambda;

import dev.after4j.spi.RequestSource;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request as Function URLs and HTTP APIs tell it: an event of payload format 2.0. */
final class HttpEvent implements RequestSource {
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonNode event;
    private final JsonNode http;
    private final EventPath path;
    private final long startedNanos = System.nanoTime();

    private HttpEvent(JsonNode event) {
        this.event = event;
        this.http = event.at("/requestContext/http");
        this.path = EventPath.of(event);
    }

    /** Throws if it is another kind of event. */
    static HttpEvent read(InputStream event) {
        return of(JSON.readTree(event));
    }

    private static HttpEvent of(JsonNode event) {
        String version = event.path("version").asString("none");
        if (version.equals("2.0") && event.at("/requestContext/http/method").isString()) return new HttpEvent(event);
        throw new IllegalArgumentException(
                "The event is no HTTP request of payload format 2.0 (its version is " + version
                        + "): invoke this function by a Function URL, or by an HTTP API whose integration has payload format 2.0");
    }

    JsonNode json() {
        return event;
    }

    @Override
    public String method() {
        return http.path("method").asString("GET");
    }

    @Override
    public String path() {
        return path.mount() + path.below();
    }

    EventPath place() {
        return path;
    }

    @Override
    public @Nullable String query() {
        String query = event.path("rawQueryString").asString("");
        return query.isEmpty() ? null : query;
    }

    @Override
    public @Nullable String remoteAddress() {
        return http.path("sourceIp").stringValueOpt().orElse(null);
    }

    /** The subject of a token, or the identity that has signed the request, if the API was told to ask for one. */
    @Override
    public @Nullable Principal principal() {
        JsonNode authorizer = event.at("/requestContext/authorizer");
        return authorizer
                .at("/jwt/claims/sub")
                .stringValueOpt()
                .or(authorizer.at("/iam/userArn")::stringValueOpt)
                .map(Named::new)
                .orElse(null);
    }

    private record Named(String name) implements Principal {
        @Override
        public String getName() {
            return name;
        }
    }

    /** The name at which the client reached this: that of the API, whatever the header says. */
    String authority() {
        return event.at("/requestContext/domainName").stringValueOpt().orElseGet(() -> {
            String host = header("host");
            return host == null ? "localhost" : host;
        });
    }

    @Override
    public Locale locale() {
        String accepted = header("accept-language");
        if (accepted == null) return Locale.getDefault();
        try {
            return Locale.LanguageRange.parse(accepted).stream()
                    .filter(range -> !range.getRange().equals("*"))
                    .map(range -> Locale.forLanguageTag(range.getRange()))
                    .findFirst()
                    .orElseGet(Locale::getDefault);
        } catch (IllegalArgumentException malformed) {
            return Locale.getDefault();
        }
    }

    @Nullable
    String header(String name) {
        return name.equalsIgnoreCase("cookie") ? cookieHeader() : sentHeader(name);
    }

    private @Nullable String sentHeader(String name) {
        for (var header : event.path("headers").properties())
            if (header.getKey().equalsIgnoreCase(name)) return header.getValue().asString("");
        return null;
    }

    private @Nullable String cookieHeader() {
        List<String> sent = sentCookies();
        return sent.isEmpty() ? null : String.join("; ", sent);
    }

    /** In the form {@code name=value}; Lambda has taken them apart, some emulators have not. */
    private List<String> sentCookies() {
        List<String> sent = new ArrayList<>();
        for (JsonNode cookie : event.path("cookies")) sent.add(cookie.asString(""));
        String header = sent.isEmpty() ? sentHeader("cookie") : null;
        return header == null ? sent : List.of(header.split(";\\s*"));
    }

    @Override
    public void headers(BiConsumer<String, String> each) {
        for (var header : event.path("headers").properties())
            if (!header.getKey().equalsIgnoreCase("cookie"))
                each.accept(header.getKey(), header.getValue().asString(""));
        String cookies = cookieHeader();
        if (cookies != null) each.accept("cookie", cookies);
    }

    @Override
    public void cookies(BiConsumer<String, String> each) {
        for (String cookie : sentCookies()) {
            int equals = cookie.indexOf('=');
            if (equals > 0) each.accept(cookie.substring(0, equals), cookie.substring(equals + 1));
        }
    }

    @Override
    public long startedNanos() {
        return startedNanos;
    }

    byte[] body() {
        String body = event.path("body").asString("");
        return event.path("isBase64Encoded").asBoolean(false)
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
    }
}
