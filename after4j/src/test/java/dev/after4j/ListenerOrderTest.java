package dev.after4j;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.fixtures.Fixture;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** R19: what listeners may rely on. */
class ListenerOrderTest {
    private static final Set<Thread.State> HELD_OR_OVER = EnumSet.of(Thread.State.BLOCKED, Thread.State.TERMINATED);

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void r19_aTaskThatIsStoppedAtItsStartIsToldOfInOrder() throws Exception {
        StoppedAtStart listener = new StoppedAtStart();
        Fixture fixture = new Fixture(runtime -> runtime.listener(listener).maxDuration(Duration.ofSeconds(1)));
        listener.stop = new Thread(() -> fixture.time.advance(Duration.ofSeconds(2)));
        fixture.exchange(() -> after(() -> heard.add("body")));
        listener.stop.join();
        assertThat(heard).startsWith("started").contains("TIMED_OUT");
    }

    /** Has the task stopped by another thread while it hears of the start, and waits until that is held up or done. */
    private final class StoppedAtStart implements AfterListener {
        private Thread stop;

        @Override
        public void started(TaskInfo task) {
            stop.start();
            while (!HELD_OR_OVER.contains(stop.getState())) Thread.onSpinWait();
            heard.add("started");
        }

        @Override
        public void ended(TaskInfo task, TaskEnd end) {
            heard.add(end.kind().name());
        }
    }
}
