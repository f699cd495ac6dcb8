package dev.after4j.test;

import static dev.after4j.After.after;

import dev.after4j.TaskOptions;
import java.util.ArrayList;
import java.util.List;

/** Code under test, as a user has it: a service that audits what it did once the customer has the answer. */
final class Orders {
    private static final TaskOptions AUDIT = TaskOptions.named("audit");

    private final Audit audit;

    Orders(Audit audit) {
        this.audit = audit;
    }

    int place(String order) {
        after(AUDIT, () -> audit.record("placed " + order));
        return 7;
    }

    /** With the mistake that the guard catches. */
    void place(String order, ServerResponse response) {
        response.header("Location", "/orders/7");
        after(AUDIT, () -> response.header("X-Audited", order));
    }

    static final class Audit {
        private final List<String> entries = new ArrayList<>();

        void record(String entry) {
            entries.add(entry);
        }

        List<String> entries() {
            return entries;
        }
    }

    interface ServerResponse {
        void header(String name, String value);

        default int status() {
            return 200;
        }
    }

    static final class FakeResponse implements ServerResponse {
        final List<String> headers = new ArrayList<>();

        @Override
        public void header(String name, String value) {
            if (value.isEmpty()) throw new IllegalArgumentException("empty value for " + name);
            headers.add(name + ": " + value);
        }

        @Override
        public String toString() {
            return "response";
        }
    }
}
