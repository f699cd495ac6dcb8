package dev.after4j.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.After;
import dev.after4j.TaskEnd;
import dev.after4j.TaskOptions;
import dev.after4j.test.Orders.Audit;
import dev.after4j.test.Orders.FakeResponse;
import dev.after4j.test.Orders.ServerResponse;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The examples of the Javadoc. */
@ExtendWith(AfterExtension.class)
class ExamplesTest {
    private final Audit audit = new Audit();
    private final Orders orders = new Orders(audit);
    private final String order = "tea";

    /** {@link AfterKit}. */
    @Test
    void withoutJUnit() {
        try (AfterKit after = AfterKit.create()) {
            after.handle(() -> orders.place(order));
            assertThat(after.registered()).containsExactly("audit"); // and nothing has run yet
            after.finish();
            assertThat(audit.entries()).containsExactly("placed tea");
        }
    }

    /** {@link AfterExtension}. */
    @Test
    void auditsOnceTheCustomerHasTheAnswer(AfterKit after) {
        after.handle(() -> orders.place(order));
        assertThat(audit.entries()).isEmpty();
        after.finish();
        assertThat(audit.entries()).containsExactly("placed tea");
    }

    /** {@link TestRequest}. */
    @Test
    void aRequestOfChoice(AfterKit after) {
        TestRequest request = TestRequest.post("/orders?dry=true")
                .header("User-Agent", "curl")
                .cookie("session-id", "42");
        after.handle(request, () -> orders.place(order));
        after.finish();
        assertThat(audit.entries()).hasSize(1);
    }

    /** {@link AfterKit#assertFailed}. */
    @Test
    void aFailureThatTheTestWants(AfterKit after) {
        after.handle(() -> After.after(TaskOptions.named("mail"), () -> {
            throw new IOException("no route to host");
        }));
        after.finish();
        assertThat(after.assertFailed("mail")).hasMessage("no route to host");
    }

    /** {@link AfterKit#guarded}. */
    @Test
    void r15_aResponseThatATaskMustNotTouch(AfterKit after) {
        ServerResponse response = after.guarded(ServerResponse.class, new FakeResponse());
        after.handle(() -> orders.place(order, response));
        after.finish(); // a task that calls the response fails, and with it the test
        assertThat(after.ended(TaskEnd.Kind.FAILED)).containsExactly("audit");
        after.assertFailed("audit");
    }
}
