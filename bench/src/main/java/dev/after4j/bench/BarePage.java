package dev.after4j.bench;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The same page by the same templates, as who uses JTE alone would write it. */
final class BarePage {
    static final String PREFIX = "/posts/";

    private static final TemplateEngine JTE = TemplateEngine.createPrecompiled(ContentType.Html);
    private static final HttpFields HEADERS = HttpFields.from(
            new HttpField(HttpHeader.CONTENT_TYPE, "text/html; charset=utf-8"),
            new HttpField(HttpHeader.CACHE_CONTROL, "private, no-cache"),
            new HttpField(HttpHeader.VARY, "HX-Request"),
            new HttpField("Referrer-Policy", "strict-origin-when-cross-origin"),
            new HttpField("X-Content-Type-Options", "nosniff"),
            new HttpField("X-Frame-Options", "SAMEORIGIN"));

    private BarePage() {}

    static void send(String slug, Response response, Callback callback) {
        Post post = Post.find(slug).orElseThrow();
        Utf8ByteOutput page = new Utf8ByteOutput();
        JTE.render("bare.jte", post, page);
        response.getHeaders().add(HEADERS);
        response.write(true, ByteBuffer.wrap(page.toByteArray()), callback);
    }
}
