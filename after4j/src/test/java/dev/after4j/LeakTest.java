package dev.after4j;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Nothing of a request stays behind. */
class LeakTest {
    private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();

    @Test
    void r12_threadsInheritNothingOfTheRequestThatHappenedToStartThem() throws Exception {
        AfterRuntime runtime = AfterRuntime.create();
        CompletableFuture<String> seen = new CompletableFuture<>();
        CompletableFuture<String> onPlatform = new CompletableFuture<>();
        INHERITED.set("of this request");
        try {
            runtime.inScope("job", () -> {
                after(() -> seen.complete(INHERITED.get()));
                after(TaskOptions.unnamed().onPlatformThread(), () -> onPlatform.complete(INHERITED.get()));
                return null;
            });
        } finally {
            INHERITED.remove();
        }
        assertThat(seen.get()).isNull();
        assertThat(onPlatform.get()).isNull();
    }
}
