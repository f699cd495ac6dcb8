package dev.after4j.test;

import dev.after4j.AfterRuntime;
import dev.after4j.Outcome;
import dev.after4j.spi.OpenScope;
import org.jspecify.annotations.Nullable;

/** One request that was handled and is not finished yet. */
final class Exchange {
    private final OpenScope scope;
    private final TestRequest request;
    /** As a server ends it when nothing went wrong. */
    private Outcome outcome = Outcome.completed(200);

    Exchange(AfterRuntime runtime, TestRequest request, long startedNanos) {
        this.scope = OpenScope.open(runtime, request.source(startedNanos));
        this.request = request;
    }

    <T extends @Nullable Object, X extends Exception> T handle(AfterRuntime.Body<T, X> handler) throws X {
        OpenScope.Entered entered = scope.enter(request.surface());
        try {
            return handler.call();
        } catch (Throwable failure) {
            outcome = Outcome.completed(500).withError(failure); // an error page
            throw failure;
        } finally {
            entered.close();
        }
    }

    void ends(Outcome as) {
        outcome = as;
    }

    Outcome outcome() {
        return outcome;
    }

    void finish(Outcome outcome) {
        scope.finish(outcome);
    }

    /** As tasks name it. */
    String description() {
        return request.toString();
    }
}
