package dev.after4j.example.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.after4j.TaskEnd;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import java.net.UnknownHostException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;

/** Without a server: the test says when the response ends, and tasks run on its thread. */
@SpringBootTest(properties = "shop.mail-delay=0s")
@AutoConfigureMockMvc
@ExtendWith(AfterExtension.class)
class OrderRouteTest {
    private static final String TEA = "{\"item\": \"tea\", \"quantity\": 2, \"email\": \"ada@example.org\"}";

    @Autowired
    private MockMvc mvc;

    @Autowired
    private JdbcClient database;

    @Autowired
    private UserActivity userActivity;

    @BeforeEach
    void empty() {
        database.sql("delete from orders").update();
        database.sql("delete from activity").update();
    }

    @Test
    void answersFirstAndKeepsTheActivityAfterwards(AfterKit after) throws Exception {
        // what tasks read of the request is the kit's, which stands for the server
        TestRequest request =
                TestRequest.post("/api/route").header("User-Agent", "Lynx").cookie("session-id", "s42");
        after.handle(
                request,
                () -> mvc.perform(order(TEA))
                        .andExpect(status().isOk())
                        .andExpect(content().json("{\"status\": \"success\"}")));
        assertThat(after.registered()).containsExactly("activity", "mail");
        assertThat(after.started()).isEmpty();
        assertThat(orders()).isEqualTo(1);
        assertThat(userActivity.latest()).isEmpty();
        after.finish();
        assertThat(after.ended(TaskEnd.Kind.SUCCEEDED)).containsExactly("activity", "mail");
        assertThat(userActivity.latest()).singleElement().satisfies(activity -> {
            assertThat(activity.what()).isEqualTo("ordered tea");
            assertThat(activity.session()).isEqualTo("s42");
            assertThat(activity.userAgent()).isEqualTo("Lynx");
        });
    }

    @Test
    void aMailThatFailsLeavesOrderAndActivityAlone(AfterKit after) throws Exception {
        after.handle(() -> mvc.perform(order(TEA.replace("example.org", "nowhere.invalid"))));
        after.finish();
        assertThat(after.assertFailed("mail"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessage("nowhere.invalid");
        assertThat(userActivity.latest()).hasSize(1);
        assertThat(orders()).isEqualTo(1);
    }

    @Test
    void aBadOrderIsRefusedAndRegistersNothing(AfterKit after) throws Exception {
        after.handle(() -> mvc.perform(order(TEA.replace("2", "0")))
                .andExpect(status().isBadRequest())
                .andExpect(content().json("""
                        {"error": "Line 1, column 58: quantity must be a number from 1 to 100"}""")));
        assertThat(after.registered()).isEmpty();
    }

    private static MockHttpServletRequestBuilder order(String json) {
        return post("/api/route").contentType("application/json").content(json);
    }

    private int orders() {
        return database.sql("select count(*) from orders").query(Integer.class).single();
    }
}
