package dev.after4j.test.conformance;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R06: no thread that the server needs runs a task or waits for one. */
abstract class DelayRules extends SlowReaderRules {
    /** More than the threads of a server that was not made for many. */
    private static final int MANY = 64;

    @Test
    public final void required_r06_theNextRequestOfAConnectionIsAnsweredWhileATaskBlocks() throws Exception {
        HeldTask task = hold("r06-blocking");
        String slow = at("r06-slow", exchange -> after(named("r06-blocking"), task));
        String next = at("r06-next", exchange -> exchange.write(new byte[100]));
        Client client = connect();
        assertThat(client.get(slow).body()).isEmpty();
        task.awaitStart();
        assertThat(client.get(next).body())
                .as("the next response of the same connection")
                .hasSize(100);
    }

    @Test
    public final void required_r06_manyBlockingTasksLeaveTheServerItsThreads() throws Exception {
        List<HeldTask> tasks = new ArrayList<>();
        String slow = at("r06-many", exchange -> {
            for (HeldTask task : tasks) after(named("r06-many"), task);
        });
        for (int i = 0; i < MANY; i++) tasks.add(hold("r06-many"));
        String other = at("r06-other", exchange -> exchange.write(new byte[100]));
        assertThat(connect().get(slow).body()).isEmpty();
        tasks.forEach(HeldTask::awaitStart);
        assertThat(connect().get(other).body()).as("a new client's response").hasSize(100);
    }

    @Test
    public final void required_r06_pipelinedRequestsAreAnsweredWhileATaskBlocks() throws Exception {
        only(Protocol.HTTP_1_1, "only HTTP/1.1 has pipelines");
        HeldTask first = hold("r06-first");
        HeldTask second = hold("r06-second");
        String one = at("r06-one", exchange -> after(named("r06-first"), first));
        String two = at("r06-two", exchange -> {
            after(named("r06-second"), second);
            exchange.write(new byte[100]);
        });
        Client client = connect();
        Reply empty = client.get(one);
        Reply full = client.get(two);
        assertThat(empty.body()).isEmpty();
        assertThat(full.body()).as("the response of the request behind it").hasSize(100);
        first.awaitStart();
        second.awaitStart();
    }
}
