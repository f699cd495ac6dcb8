package dev.after4j.example;

import dev.after4j.app.Prerender;
import dev.after4j.app.Request;
import dev.after4j.app.Response;
import dev.after4j.app.RouteHandler;
import dev.after4j.example.teas.Kind;
import dev.after4j.example.teas.Tea;
import dev.after4j.example.teas.Teas;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells search engines which pages there are. */
final class Sitemap implements RouteHandler {
    private final Teas teas;
    private final String baseUrl;

    Sitemap(Teas teas, String baseUrl) {
        this.teas = teas;
        this.baseUrl = baseUrl;
    }

    /** What a route handler answers is kept only if it says so: it is asked for its answer, and not for a page. */
    @Override
    public Prerender prerender() {
        return Prerender.ALWAYS;
    }

    @Override
    public Response handle(Request request) {
        String addresses = paths().map(path -> "<url><loc>" + baseUrl + request.link(path) + "</loc></url>\n")
                .collect(Collectors.joining());
        String map = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n" + addresses + "</urlset>\n";
        return Response.bytes("application/xml", map.getBytes(StandardCharsets.UTF_8));
    }

    private Stream<String> paths() {
        return Stream.of(
                        Stream.of("/", "/teas"),
                        Arrays.stream(Kind.values()).map(Kind::path),
                        teas.all().stream().map(Tea::path))
                .flatMap(paths -> paths);
    }
}
