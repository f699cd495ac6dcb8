package dev.after4j.bench;

import static dev.after4j.After.after;

import dev.after4j.AfterRuntime;
import dev.after4j.Outcome;
import dev.after4j.spi.LazyScopes;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.RequestSource;
import dev.after4j.spi.Surface;
import java.util.List;
import java.util.function.BiConsumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What a request pays that never calls {@code after}, and one that does; the floor binds a thread and releases it. */
@State(Scope.Thread)
public class RequestBench {
    private static final Surface HANDLER = Surface.of("route handler", Surface.RequestAccess.ALLOWED);
    private static final Outcome OK = Outcome.completed(200);
    private static final ThreadLocal<Object> BOUND = new ThreadLocal<>();

    private final CommandQueue threads = new CommandQueue();
    private final AfterRuntime runtime =
            AfterRuntime.builder().executor(threads).carriers(List.of()).build();
    private final RequestSource request = new SmallRequest();
    private final LazyScopes<RequestSource, RequestBench> lazy =
            new LazyScopes<>(HANDLER, (from, to) -> OpenScope.open(to.runtime, from));
    private int ran;

    @Benchmark
    public void threadLocal(Blackhole code) {
        Object before = BOUND.get();
        BOUND.set(request);
        code.consume(request);
        BOUND.set(before);
    }

    /** A host that attaches its finish signal when the scope is first asked for. */
    @Benchmark
    public void lazyScopes(Blackhole code) {
        try (OpenScope.Entered entered = lazy.enter(request, this)) {
            code.consume(entered);
        }
    }

    /** A host that must open the scope beforehand. */
    @Benchmark
    public void openScope(Blackhole code) {
        OpenScope scope = OpenScope.open(runtime, request);
        try (OpenScope.Entered entered = scope.enter(HANDLER)) {
            code.consume(entered);
        }
        scope.finish(OK);
    }

    /** One task, whose request of six headers and one cookie is copied. */
    @Benchmark
    public int after1() {
        OpenScope scope = OpenScope.open(runtime, request);
        OpenScope.Entered entered = scope.enter(HANDLER);
        after(() -> ran++);
        entered.close();
        scope.finish(OK);
        threads.runAll();
        return ran;
    }

    /** What a browser sends, shortened. */
    private static final class SmallRequest implements RequestSource {
        private final long started = System.nanoTime();

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return "/api/route";
        }

        @Override
        public void headers(BiConsumer<String, String> each) {
            each.accept("Host", "127.0.0.1");
            each.accept("User-Agent", "curl/8");
            each.accept("Accept", "*/*");
            each.accept("Content-Type", "application/json");
            each.accept("Content-Length", "12");
            each.accept("Cookie", "session-id=42");
        }

        @Override
        public void cookies(BiConsumer<String, String> each) {
            each.accept("session-id", "42");
        }

        @Override
        public long startedNanos() {
            return started;
        }
    }
}
