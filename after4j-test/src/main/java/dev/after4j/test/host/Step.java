package dev.after4j.test.host;

import static dev.after4j.After.after;
import static dev.after4j.TaskOptions.named;

import dev.after4j.After;
import dev.after4j.spi.OpenScope;
import java.util.List;
import java.util.Locale;

/** What a handler may do, most of it with a task that waits until the test lets it go on. */
enum Step {
    PLAIN {
        @Override
        void register(HostApplication application, String name) {
            after(named(name), () -> application.pass(name));
        }
    },
    /** A task of a task of a task. */
    NESTED {
        @Override
        void register(HostApplication application, String name) {
            after(named(name), () -> {
                application.pass(name);
                if (!name.endsWith(LAST)) take(application, name + INNER);
            });
        }

        @Override
        List<String> tasks(String name) {
            return List.of(name, name + INNER, name + LAST);
        }
    },
    /** Something that runs already. */
    STAGE {
        @Override
        void register(HostApplication application, String name) {
            after(named(name), application.begin(name));
        }
    },
    ASYNC {
        @Override
        void register(HostApplication application, String name) {
            after(named(name), () -> application.begin(name));
        }
    },
    /** A scope beside that of the invocation, which no adapter has opened. */
    JOB {
        @Override
        void register(HostApplication application, String name) {
            OpenScope.runtimeOf(After.scope()).inScope("a job", () -> PLAIN.register(application, name));
        }
    },
    FAILING {
        @Override
        void register(HostApplication application, String name) {
            after(named(name), () -> {
                application.pass(name);
                throw new IllegalStateException("on purpose");
            });
        }
    },
    /** Not a task: the handler itself fails. */
    THROW {
        @Override
        void register(HostApplication application, String name) {
            throw new IllegalStateException("on purpose");
        }

        @Override
        List<String> tasks(String name) {
            return List.of();
        }
    };

    private static final String INNER = ".inner";
    private static final String LAST = INNER + INNER;

    abstract void register(HostApplication application, String name);

    /** On the thread of the handler, or of a task. */
    final void take(HostApplication application, String name) {
        register(application, name);
        application.registered(name);
    }

    /** The names of all tasks of it, in the order in which they begin. */
    List<String> tasks(String name) {
        return List.of(name);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
