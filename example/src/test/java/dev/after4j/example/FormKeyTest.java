package dev.after4j.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.app.App;
import dev.after4j.app.test.AppClient;
import dev.after4j.app.test.AppResponse;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(AfterExtension.class)
class FormKeyTest {
    @Test
    void r24_aPageThatShowsOneIsNotKept(AfterKit after) {
        App app = App.builder()
                .page("/", request -> out -> out.text(FormKey.next().toString()))
                .build();
        AppClient client = AppClient.of(app, after);
        AppResponse first = client.send(TestRequest.get("/"));
        AppResponse second = client.send(TestRequest.get("/"));
        assertThat(first.text()).matches("[0-9a-f-]{36}").isNotEqualTo(second.text());
    }
}
