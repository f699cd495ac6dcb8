package site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.after4j.TaskEnd;
import dev.after4j.app.test.AppClient;
import dev.after4j.app.test.AppResponse;
import dev.after4j.jte.Jte;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(AfterExtension.class)
class SiteTest {
    private final AfterKit after;
    private final AppClient client;

    SiteTest(AfterKit after) {
        this.after = after;
        this.client = AppClient.of(Site.app(Jte.precompiled()), after);
    }

    @Test
    void showsAnEntryAndIndexesItAfterwards() {
        AppResponse response = client.send(TestRequest.get("/entries/1"));
        assertEquals(200, response.status());
        assertTrue(response.text().contains("<title>Entry 1 by Ada · Guest book</title>"));
        after.finish();
        after.assertEnded("index an entry", TaskEnd.Kind.SUCCEEDED);
    }

    @Test
    void isRenderedOnceUntilSomebodySigns() {
        assertEquals("MISS", cached("/"));
        assertEquals("HIT", cached("/"));
        client.submit(TestRequest.post("/?action=sign").field("author", "Bob").field("text", "Hi"));
        assertEquals("MISS", cached("/"));
        after.finish();
    }

    private String cached(String path) {
        return client.send(TestRequest.get(path)).header("x-after-cache").orElse("not at all");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertEquals(404, client.send(TestRequest.get("/entries/99")).status());
        after.finish();
    }

    @Test
    void aFormWithoutANameIsShownAgain() {
        AppResponse response = client.submit(TestRequest.post("/?action=sign").field("author", "").field("text", "Hi"));
        assertEquals(422, response.status());
        assertTrue(response.text().contains("value=\"Hi\""));
        after.finish();
    }
}
