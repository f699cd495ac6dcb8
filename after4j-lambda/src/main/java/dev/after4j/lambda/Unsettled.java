package dev.after4j.lambda;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The scopes that have tasks: while there are any, the process must not be frozen. */
final class Unsettled {
    private final Map<Object, CompletableFuture<?>> stages = new ConcurrentHashMap<>();

    /** The completion of {@code settled} takes it away again. */
    void add(CompletionStage<?> settled) {
        Object key = new Object();
        stages.put(key, settled.toCompletableFuture());
        settled.thenRun(() -> stages.remove(key));
    }

    int count() {
        return stages.size();
    }

    /** Waits for none of these any longer; how many they were. */
    int giveUp() {
        int given = stages.size();
        stages.clear();
        return given;
    }

    /** Whether all have settled before the invocation's time is over, less {@code reserve}; also those that come while this waits. */
    boolean await(Invocation invocation, Duration reserve) {
        while (true) {
            CompletableFuture<?>[] pending =
                    stages.values().stream().filter(stage -> !stage.isDone()).toArray(CompletableFuture<?>[]::new);
            if (pending.length == 0) return true;
            if (!invocation.await(CompletableFuture.allOf(pending), reserve)) return false;
        }
    }
}
