package dev.after4j.bench;

import static dev.after4j.After.after;

import dev.after4j.AfterRuntime;
import dev.after4j.spi.ContextCarrier;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.slf4j.MDC;

/** Carrying a diagnostic context of two entries to a task on the same thread; the floor does it by hand. */
@State(Scope.Thread)
public class CaptureBench {
    private final CommandQueue threads = new CommandQueue();
    private final AfterRuntime runtime = AfterRuntime.builder()
            .executor(threads)
            .carriers(List.of(ContextCarrier.mdc()))
            .build();
    private int ran;

    @Setup
    public void fillContext() {
        MDC.put("trace", "4bf92f3577b34da6");
        MDC.put("user", "42");
    }

    @Benchmark
    public int mdcByHand() {
        Map<String, String> context = MDC.getCopyOfContextMap();
        threads.execute(() -> {
            Map<String, String> before = MDC.getCopyOfContextMap();
            MDC.setContextMap(context);
            try {
                ran++;
            } finally {
                MDC.setContextMap(before);
            }
        });
        threads.runAll();
        return ran;
    }

    @Benchmark
    public int mdc() throws Exception {
        runtime.inScope("job", () -> {
            after(() -> ran++);
            return null;
        });
        threads.runAll();
        return ran;
    }
}
