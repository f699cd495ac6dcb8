package dev.after4j.example.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.AfterListener;
import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** On a real port: the server says when the response has ended, and a listener hears of the tasks. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "shop.mail-delay=0s")
@AutoConfigureRestTestClient
@Import(ShopTest.Ended.class)
class ShopTest {
    private static final String TEA = "{\"item\": \"tea\", \"quantity\": 2, \"email\": \"ada@example.org\"}";

    @Autowired
    private RestTestClient client;

    @Autowired
    private Ended ended;

    @Test
    void tasksRunOnceTheClientHasItsAnswer() throws Exception {
        client.post()
                .uri("/api/route")
                .contentType(MediaType.APPLICATION_JSON)
                .cookie("session-id", "s43")
                .body(TEA)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .json("{\"status\": \"success\"}");
        assertThat(new String[] {ended.next(), ended.next()})
                .containsExactlyInAnyOrder("activity SUCCEEDED", "mail SUCCEEDED");
        client.get().uri("/activity").exchange().expectBody().json("""
                [{"what": "ordered tea", "session": "s43"}]""");
    }

    /** A bean of this type is told of every task. */
    static class Ended implements AfterListener {
        private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

        @Override
        public void ended(TaskInfo task, TaskEnd end) {
            ends.add(task.name() + " " + end.kind());
        }

        String next() throws InterruptedException {
            return ends.poll(10, TimeUnit.SECONDS);
        }
    }
}
