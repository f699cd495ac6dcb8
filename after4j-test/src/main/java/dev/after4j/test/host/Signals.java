package dev.after4j.test.host;

import java.io.IOException;

/** What a host may do to a process. */
enum Signals {
    STOP,
    CONT,
    KILL;

    /** Whether there are any here; a shell that knows {@code kill} is part of every POSIX system. */
    static boolean exist() {
        return !System.getProperty("os.name").startsWith("Windows");
    }

    void send(long pid) {
        try {
            int exit = new ProcessBuilder("sh", "-c", "kill -" + this + " " + pid)
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
            if (exit != 0)
                throw new AssertionError("process " + pid + " could not be sent " + this + ": has it ended?");
        } catch (IOException failure) {
            throw new AssertionError("process " + pid + " could not be sent " + this, failure);
        } catch (InterruptedException stopped) {
            throw new AssertionError("interrupted while sending " + this, stopped);
        }
    }
}
