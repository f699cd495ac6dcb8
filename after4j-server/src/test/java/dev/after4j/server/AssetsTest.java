package dev.after4j.server;

import static dev.after4j.app.CurrentResponse.responseCookies;
import static dev.after4j.app.CurrentResponse.responseHeaders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.app.App;
import dev.after4j.app.Forward;
import dev.after4j.app.ResponseCookie;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The folder {@code static} on the class path, as far as an application has opened it. */
class AssetsTest {
    private static final String CSS = "body { color: black }\n";

    private static RunningServer server;

    @BeforeAll
    static void start() throws IOException {
        App app = App.builder()
                .proxy("/assets/{path...}", request -> {
                    responseCookies().set(ResponseCookie.of("one", "1"));
                    responseCookies().set(ResponseCookie.of("two", "2"));
                    responseHeaders().add("link", "</a>; rel=next");
                    responseHeaders().add("link", "</b>; rel=prev");
                    return Forward.next();
                })
                .proxy("/old/{path...}", request -> Forward.rewrite("/assets/site.css"))
                .assets("/assets")
                .build();
        server = AfterServer.of(app).start("--port=0");
    }

    @AfterAll
    static void stop() {
        server.stop();
        assertThat(server.runtime().pending()).isZero();
    }

    @Test
    void anAssetHasItsTypeItsTagAndTheApplicationsHeaders() throws Exception {
        HttpResponse<String> css = Clients.get(server, "/assets/site.css");
        assertThat(css.body()).isEqualTo(CSS);
        assertThat(css.headers().firstValue("content-type").orElseThrow()).startsWith("text/css");
        assertThat(css.headers().firstValue("etag")).isPresent();
        assertThat(css.headers().firstValue("content-length")).contains(String.valueOf(CSS.length()));
        assertThat(css.headers().firstValue("cache-control")).contains("public, max-age=0");
        assertThat(css.headers().allValues("x-content-type-options")).containsExactly("nosniff");
    }

    @Test
    void allThatAProxyHasSetIsSentWithAnAsset() throws Exception {
        HttpResponse<String> css = Clients.get(server, "/assets/site.css");
        assertThat(css.headers().allValues("set-cookie")).hasSize(2);
        assertThat(css.headers().allValues("link")).containsExactly("</a>; rel=next", "</b>; rel=prev");
    }

    @Test
    void whatTheClientHasIsNotSentAgain() throws Exception {
        HttpResponse<String> css = Clients.get(server, "/assets/site.css");
        String tag = css.headers().firstValue("etag").orElseThrow();
        String changed = css.headers().firstValue("last-modified").orElseThrow();
        assertThat(Clients.get(server, "/assets/site.css", "if-none-match", tag).statusCode())
                .isEqualTo(304);
        assertThat(Clients.get(server, "/assets/site.css", "if-modified-since", changed)
                        .statusCode())
                .isEqualTo(304);
        assertThat(Clients.get(server, "/assets/site.css", "if-none-match", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRangeIsAllThatIsSentOfIt() throws Exception {
        HttpResponse<String> part = Clients.get(server, "/assets/site.css", "range", "bytes=0-3");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("body");
        HttpResponse<String> none = Clients.get(server, "/assets/site.css", "range", "bytes=999-");
        assertThat(none.statusCode()).isEqualTo(416);
        assertThat(none.body()).isEqualTo("416 Range Not Satisfiable\n");
    }

    @Test
    void headIsTheHeadOfGet() throws Exception {
        HttpResponse<String> head =
                Clients.send(Clients.to(server, "/assets/site.css").method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("content-length")).contains(String.valueOf(CSS.length()));
    }

    @Test
    void largeOnesAreCompressed() throws Exception {
        HttpResponse<byte[]> script =
                Clients.bytes(Clients.to(server, "/assets/large.js").header("accept-encoding", "gzip"));
        assertThat(script.headers().firstValue("content-encoding")).contains("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(script.body())).readAllBytes())
                .startsWith("// a script".getBytes())
                .hasSizeGreaterThan(script.body().length);
        String tag = script.headers().firstValue("etag").orElseThrow();
        assertThat(Clients.get(server, "/assets/large.js", "accept-encoding", "gzip", "if-none-match", tag)
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void aProxyMayLeadToOne() throws Exception {
        assertThat(Clients.get(server, "/old/anything/").body()).isEqualTo(CSS);
    }

    @Test
    void nothingElseIsThere() throws Exception {
        assertThat(Clients.get(server, "/assets/none.css").statusCode()).isEqualTo(404);
        assertThat(Clients.get(server, "/assets/css").statusCode())
                .as("a folder")
                .isEqualTo(404);
        assertThat(Clients.get(server, "/assets/css/").statusCode())
                .as("a folder")
                .isEqualTo(404);
        assertThat(Clients.get(server, "/assets").statusCode()).isEqualTo(404);
        assertThat(Clients.get(server, "/hidden/key.txt").statusCode())
                .as("of static, but below no path that was opened")
                .isEqualTo(404);
        assertThat(Clients.send(Clients.to(server, "/assets/site.css").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void noPathLeadsOut() throws Exception {
        for (String path : new String[] {
            "/assets/../hidden/key.txt",
            "/assets/%2e%2e/hidden/key.txt",
            "/assets/..%2fhidden/key.txt",
            "/assets/%2e%2e%2f%2e%2e%2foutside.txt",
            "/assets/..%5c..%5coutside.txt",
            "/assets/%252e%252e/hidden/key.txt",
            "/assets/..;/hidden/key.txt",
            "/assets//hidden/key.txt",
            "/assets/site.css%00.txt"
        }) {
            String response = RawClient.exchange(
                    server.port(), "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertThat(response).as(path).matches("(?s)HTTP/1.1 (400|404) .*").doesNotContain("a secret", "outside\n");
        }
    }
}
