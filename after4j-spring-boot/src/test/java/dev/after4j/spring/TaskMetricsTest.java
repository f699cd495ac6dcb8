package dev.after4j.spring;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.after4j.AfterRuntime;
import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import dev.after4j.TaskOptions;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What monitoring sees of tasks. */
class TaskMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TaskMetrics metrics = new TaskMetrics(new Provided<>(this::runtime), registry);
    private final Tasks tasks = new Tasks(metrics);

    private AfterRuntime runtime() {
        return tasks.runtime;
    }

    @BeforeEach
    void bind() {
        metrics.afterSingletonsInstantiated();
    }

    @Test
    void r20_gaugesShowWhatIsAndWhatMayBe() {
        tasks.exchange(() -> {
            after(() -> assertThat(gauge("running")).isEqualTo(1));
            assertThat(gauge("pending")).isEqualTo(1);
        });
        tasks.runtime.inScope("job", () -> after(() -> {}));
        assertThat(gauge("waiting")).isEqualTo(1);
        assertThat(gauge("overdue")).isZero();
        assertThat(gauge("running.max")).isEqualTo(256);
        assertThat(gauge("waiting.max")).isEqualTo(10_000);
        tasks.runAll();
        assertThat(gauge("waiting")).isZero();
        assertThat(gauge("pending")).isZero();
    }

    private double gauge(String name) {
        return registry.get("after4j.tasks." + name).gauge().value();
    }

    @Test
    void r08_everyEndIsCountedByNameAndKind() {
        TaskOptions mail = TaskOptions.named("mail");
        tasks.exchange(() -> {
            after(mail, () -> {});
            after(mail, () -> {
                throw new IllegalStateException("smtp");
            });
            after(mail.onlyWhen(outcome -> false), () -> {});
        });
        assertThat(ends("mail", "succeeded")).isEqualTo(1);
        assertThat(ends("mail", "failed")).isEqualTo(1);
        assertThat(ends("mail", "skipped")).isEqualTo(1);
        assertThat(waits("mail").count()).isEqualTo(2);
    }

    @Test
    void r20_aTaskThatNeverBeganIsCountedButHasNotWaited() {
        end("mail", TaskEnd.Kind.REJECTED);
        end("mail", TaskEnd.Kind.ABANDONED);
        end("mail", TaskEnd.Kind.TIMED_OUT);
        assertThat(ends("mail", "rejected")).isEqualTo(1);
        assertThat(ends("mail", "abandoned")).isEqualTo(1);
        assertThat(ends("mail", "timed_out")).isEqualTo(1);
        assertThat(waits("mail").totalTime(TimeUnit.SECONDS)).isEqualTo(2);
    }

    @Test
    void r04_beyondTwoHundredNamesTheyAreOthersAndOneLineSaysWhatToDo() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Logger logger = (Logger) LoggerFactory.getLogger(TaskTimers.class);
        logger.addAppender(lines);
        for (int i = 0; i < 300; i++) end("order " + i, TaskEnd.Kind.SUCCEEDED);
        end("order 0", TaskEnd.Kind.SUCCEEDED);
        logger.detachAppender(lines);
        assertThat(ends("order 0", "succeeded")).isEqualTo(2);
        assertThat(ends("order 199", "succeeded")).isEqualTo(1);
        assertThat(ends("other", "succeeded")).isEqualTo(100);
        assertThat(registry.find("after4j.tasks").timers()).hasSize(201);
        assertThat(lines.list).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage()).contains("'order 200'", "TaskOptions.named(..)");
        });
    }

    @Test
    void r20_noTaskHasASeriesOfItsOwnForGauges() {
        tasks.exchange(() -> after(() -> {}));
        assertThat(registry.getMeters().stream().map(Meter::getId).filter(id -> id.getType() == Meter.Type.GAUGE))
                .hasSize(6);
    }

    private void end(String name, TaskEnd.Kind kind) {
        metrics.ended(
                new TaskInfo(name, "job", "route handler"),
                new TaskEnd(kind, null, Duration.ofSeconds(2), Duration.ofSeconds(3)));
    }

    private long ends(String task, String end) {
        return registry.get("after4j.tasks")
                .tags("task", task, "end", end)
                .timer()
                .count();
    }

    private Timer waits(String task) {
        return registry.get("after4j.tasks.wait").tag("task", task).timer();
    }
}
