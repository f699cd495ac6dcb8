package dev.after4j.app.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** In a container without anything else. */
abstract class ServletRules extends MountRules {
    @Test
    void whatHasNoRouteIsTheApplicationsToAnswer() throws Exception {
        HttpResponse<String> response = get("/none?proxied");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("our 404");
        assertThat(nextOutcome()).hasToString("COMPLETED 404");
    }

    @Test
    void filesOutsideOfTheAssetsAreNotServed() throws Exception {
        assertThat(get("/secret.txt").statusCode()).isEqualTo(404);
        assertThat(get("/WEB-INF/web.xml").statusCode()).isEqualTo(404);
    }

    @Test
    void anAssetHasATag() throws Exception {
        String tag = get("/assets/site.css").headers().firstValue("etag").orElseThrow();
        assertThat(get("/assets/site.css", "if-none-match", tag).statusCode()).isEqualTo(304);
    }

    @Test
    void aContextPathEncodedInAWayOfTheClientsOwn() throws Exception {
        assertThat(answerTo("GET /%73hop/hello/x HTTP/1.1\r\n\r\n")).matches("(?s)HTTP/1.1 (200|400) .*");
    }
}
