package dev.after4j.app;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Work of a build that is interrupted when it takes too long, and left to itself when it does not end then. */
abstract class BuildJob {
    /** How what is timed ended. */
    enum End {
        IN_TIME,
        /** It had been interrupted. */
        LATE,
        /** And nobody has waited. */
        GIVEN_UP
    }

    private enum State {
        WAITING,
        RUNNING,
        LATE,
        GIVEN_UP,
        OVER
    }

    private final Duration limit;
    private State state = State.WAITING;
    private @Nullable Thread thread;

    BuildJob(Duration limit) {
        this.limit = limit;
    }

    final Duration limit() {
        return limit;
    }

    /** Does it; must not throw. Calls {@link #leave} when it has done what takes time. */
    abstract void work();

    /** It did not end when it was interrupted, and nobody waits for it any longer. */
    abstract void givenUp();

    final synchronized void begin() {
        thread = Thread.currentThread();
        state = State.RUNNING;
    }

    /** Ends what is timed, for good: no interrupt comes later. */
    final synchronized End leave() {
        Thread.interrupted(); // what was rendered may have left it set
        if (state == State.GIVEN_UP) return End.GIVEN_UP;
        End end = state == State.LATE ? End.LATE : End.IN_TIME;
        state = State.OVER;
        return end;
    }

    /** Whether it was running. */
    final synchronized boolean interrupt() {
        if (state != State.RUNNING || thread == null) return false;
        state = State.LATE;
        thread.interrupt();
        return true;
    }

    /** Whether it has not ended since it was interrupted. */
    final synchronized boolean giveUp() {
        if (state != State.LATE) return false;
        state = State.GIVEN_UP;
        return true;
    }
}
