package dev.after4j;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.fixtures.Fixture;
import dev.after4j.spi.ContextCarrier;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** R12: a task sees the context of its registration, and leaves none of it behind. */
class ContextTest {
    private final List<Object> log = new ArrayList<>();

    @AfterEach
    void clear() {
        MDC.clear();
    }

    @Test
    void r12_theDiagnosticContextByDefaultAndNothingLeaks() {
        Fixture fixture = new Fixture(options -> options.carriers(List.of(ContextCarrier.mdc())));
        var scope = fixture.handle(() -> {
            MDC.put("user", "ada");
            after(() -> log.add(MDC.get("user")));
            MDC.put("user", "bob");
            after(() -> log.add(MDC.get("user")));
            MDC.clear();
            after(() -> log.add(String.valueOf(MDC.get("user"))));
        });
        MDC.put("user", "whoever runs tasks");
        scope.finish(Outcome.completed(200));
        fixture.threads.runAll();
        assertThat(log).containsExactly("ada", "bob", "null");
        assertThat(MDC.get("user")).isEqualTo("whoever runs tasks");
    }

    @Test
    void r12_carriersAreClosedInReverseOrderAlsoWhenTheTaskFails() {
        Fixture fixture = new Fixture(options -> options.carriers(List.of(noting("first"), noting("second"))));
        fixture.exchange(() -> after(() -> {
            throw new IllegalStateException("broken");
        }));
        assertThat(log).containsExactly("first restored", "second restored", "second closed", "first closed");
    }

    @Test
    void r12_aCarrierThatFailsToCaptureFailsTheTaskAndNotTheRequest() {
        ContextCarrier broken = () -> {
            throw new IllegalStateException("no context");
        };
        Fixture fixture = new Fixture(options -> options.carriers(List.of(broken)));
        fixture.exchange(() -> {
            after(() -> log.add("never"));
            log.add("handler goes on");
        });
        assertThat(log).containsExactly("handler goes on");
        assertThat(fixture.recorder.only().end().error().orElseThrow()).hasRootCauseMessage("no context");
    }

    @Test
    void r12_aCarrierThatFailsToRestoreFailsTheTaskAndClosesWhatWasRestored() {
        ContextCarrier broken = () -> () -> {
            throw new IllegalStateException("no context");
        };
        Fixture fixture = new Fixture(options -> options.carriers(List.of(noting("first"), broken)));
        fixture.exchange(() -> after(() -> log.add("never")));
        assertThat(log).containsExactly("first restored", "first closed");
        assertThat(fixture.recorder.only().end().error().orElseThrow()).hasMessage("no context");
    }

    @Test
    void r12_theClassLoaderOfTheRegistration() throws Exception {
        Fixture fixture = new Fixture();
        Thread current = Thread.currentThread();
        ClassLoader before = current.getContextClassLoader();
        try (URLClassLoader own = new URLClassLoader(new URL[0], before)) {
            current.setContextClassLoader(own);
            var scope = fixture.handle(() -> after(() -> log.add(current.getContextClassLoader())));
            current.setContextClassLoader(before);
            scope.finish(Outcome.completed(200));
            fixture.threads.runAll();
            assertThat(log).containsExactly(own);
            assertThat(current.getContextClassLoader()).isSameAs(before);
        } finally {
            current.setContextClassLoader(before);
        }
    }

    private ContextCarrier noting(String name) {
        return () -> () -> {
            log.add(name + " restored");
            return () -> log.add(name + " closed");
        };
    }
}
