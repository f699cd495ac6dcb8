package dev.after4j;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.fixtures.Fixture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** R19: what listeners may rely on. */
class ListenerOrderTest {
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void r19_aTaskThatIsStoppedAtItsStartIsToldOfInOrderAndNobodyWaitsForTheListener() {
        StoppedAtStart listener = new StoppedAtStart();
        Fixture fixture = new Fixture(runtime -> runtime.listener(listener).maxDuration(Duration.ofSeconds(1)));
        listener.stop = new Thread(() -> fixture.time.advance(Duration.ofSeconds(2)));
        fixture.exchange(() -> after(() -> heard.add("body")));
        assertThat(heard).containsExactly("started", "TIMED_OUT", "body");
    }

    /** While it hears of the start, another thread stops the task, and is done with that. */
    private final class StoppedAtStart implements AfterListener {
        private Thread stop;

        @Override
        public void started(TaskInfo task) {
            stop.start();
            try {
                stop.join();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            heard.add("started");
        }

        @Override
        public void ended(TaskInfo task, TaskEnd end) {
            heard.add(end.kind().name());
        }
    }
}
