package dev.after4j.spring;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.AfterRuntime;
import dev.after4j.AsyncAfterTask;
import dev.after4j.TaskEnd;
import dev.after4j.TaskOptions;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** R12: the trace goes on in a task, in a span of its own. */
class TaskSpansTest {
    private static final TaskOptions MAIL = TaskOptions.named("mail");

    private final SimpleTracer tracer = new SimpleTracer();
    private final TaskSpans spans = new TaskSpans(tracer);
    private final Tasks tasks = new Tasks(spans, spans);

    /** A request with a span, which ends with it; then its tasks. */
    private SimpleSpan request(Runnable handler) {
        SimpleSpan request = tracer.nextSpan().name("request").start();
        tasks.runtime.inScope("job", () -> {
            Tracer.SpanInScope current = tracer.withSpan(request);
            handler.run();
            current.close();
            request.end();
        });
        tasks.runAll();
        return request;
    }

    @Test
    void r12_ASpanInTheTraceOfTheRequestAndLinkedToItsSpan() {
        SimpleSpan request = request(() -> after(MAIL, () -> {}));
        SimpleSpan span = only();
        assertThat(span.getName()).isEqualTo("after mail");
        assertThat(span.getTraceId()).isEqualTo(request.getTraceId());
        assertThat(span.getParentId()).isEqualTo(request.getSpanId());
        assertThat(span.getLinks()).containsExactly(new Link(request));
        assertThat(span.getTags()).containsEntry("after4j.end", "succeeded");
        assertThat(ended(span)).isTrue();
    }

    @Test
    void r12_isCurrentWhileTheTaskRunsAndGoneAfterwards() {
        CompletableFuture<Span> inside = new CompletableFuture<>();
        request(() -> after(MAIL, () -> {
            inside.complete(tracer.currentSpan());
            assertThat(ended(only())).isFalse();
        }));
        assertThat(inside.join().context().spanId()).isEqualTo(only().getSpanId());
        assertThat(tracer.currentSpan()).isNull();
    }

    @Test
    void r12_theSpanOfTheRequestHasEndedBeforeTheTaskBegins() {
        CompletableFuture<Boolean> seen = new CompletableFuture<>();
        request(() -> after(MAIL, () -> seen.complete(ended(tracer.getSpans().getFirst()))));
        assertThat(seen.join()).isTrue();
    }

    @Test
    void r12_aSpanMadeInsideATaskIsItsChild() {
        request(() -> after(MAIL, () -> tracer.nextSpan().name("query").start().end()));
        SimpleSpan query = tracer.getSpans().getLast();
        assertThat(query.getName()).isEqualTo("query");
        assertThat(query.getParentId()).isEqualTo(only().getSpanId());
    }

    @Test
    void r12_aTaskOfATaskIsLinkedToThatOne() {
        request(() -> after(MAIL, () -> after(TaskOptions.named("then"), () -> {})));
        SimpleSpan then = tracer.getSpans().getLast();
        assertThat(then.getName()).isEqualTo("after then");
        assertThat(then.getLinks()).containsExactly(new Link(only()));
    }

    @Test
    void r19_anErrorIsOnTheSpan() {
        IllegalStateException cause = new IllegalStateException("smtp");
        request(() -> after(MAIL, () -> {
            throw cause;
        }));
        assertThat(only().getError()).isSameAs(cause);
        assertThat(only().getTags()).containsEntry("after4j.end", "failed");
    }

    @Test
    void r02_theSpanOfAStageEndsWithTheStageAndIsNotCurrentMeanwhile() {
        CompletableFuture<Void> stage = new CompletableFuture<>();
        request(() -> after(MAIL, (AsyncAfterTask) () -> stage));
        assertThat(ended(only())).isFalse();
        assertThat(tracer.currentSpan()).isNull();
        stage.complete(null);
        tasks.runAll();
        assertThat(ended(only())).isTrue();
    }

    @Test
    void r21_theSpanOfATaskPastItsTimeEndsThoughItsThreadIsStillThere() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        CountDownLatch left = new CountDownLatch(1);
        CompletableFuture<Boolean> leftover = new CompletableFuture<>();
        AfterRuntime runtime = AfterRuntime.builder()
                .carriers(List.of(() -> () -> () -> leftover.complete(tracer.currentSpan() != null), spans))
                .listener(spans)
                .listener(new Ends(TaskEnd.Kind.TIMED_OUT, told))
                .maxDuration(Duration.ofMillis(1))
                .build();
        runtime.inScope("job", () -> after(MAIL, () -> awaitUninterruptibly(left)));
        told.await();
        assertThat(ended(only())).isTrue();
        assertThat(only().getTags()).containsEntry("after4j.end", "timed_out");
        left.countDown();
        assertThat(leftover.join()).isFalse();
        runtime.drain();
    }

    @Test
    void r08_aTaskThatNeverBeginsHasNoSpan() {
        request(() -> after(MAIL.onlyWhen(outcome -> false), () -> {}));
        assertThat(tracer.getSpans()).hasSize(1);
        assertThat(tracer.currentSpan()).isNull();
    }

    @Test
    void r12_withoutASpanAtItsRegistrationATaskBeginsATrace() {
        tasks.exchange(() -> after(MAIL, () -> {}));
        assertThat(only().getLinks()).isEmpty();
        assertThat(ended(only())).isTrue();
    }

    private SimpleSpan only() {
        return tracer.getSpans().stream()
                .filter(span -> "after mail".equals(span.getName()))
                .reduce((one, other) -> {
                    throw new AssertionError("two spans");
                })
                .orElseThrow();
    }

    private static boolean ended(SimpleSpan span) {
        return span.getEndTimestamp().isAfter(Instant.EPOCH);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (true) {
            try {
                latch.await();
                return;
            } catch (InterruptedException again) {
                // the time limit's: this task takes its time
            }
        }
    }
}
