package dev.after4j.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.spi.OpenScope;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Which signal a context gets. */
class SignalsTest {
    private final FakeContext fake = new FakeContext();

    private record Found(FinishSignal.Provider get) implements ServiceLoader.Provider<FinishSignal.Provider> {
        @Override
        public Class<? extends FinishSignal.Provider> type() {
            return FinishSignal.Provider.class;
        }
    }

    private Optional<FinishSignal> find(FinishSignal.Provider... providers) {
        return Signals.find(
                fake.context,
                List.of(providers).stream()
                        .map(provider -> (ServiceLoader.Provider<FinishSignal.Provider>) new Found(provider))
                        .toList());
    }

    private static FinishSignal exact() {
        return new FinishSignal() {
            @Override
            public String guarantee() {
                return "exact";
            }

            @Override
            public void watch(HttpServletRequest request, HttpServletResponse response, OpenScope scope) {}
        };
    }

    private static Optional<FinishSignal> none(ServletContext context) {
        return Optional.empty();
    }

    @Test
    void theFirstThatAProviderInstalls() {
        FinishSignal exact = exact();
        try (LoggedLines lines = new LoggedLines()) {
            assertThat(find(SignalsTest::none, context -> Optional.of(exact))).containsSame(exact);
            assertThat(lines.all()).isEmpty();
        }
    }

    @Test
    void noneIfNobodyHasOne() {
        try (LoggedLines lines = new LoggedLines()) {
            assertThat(find(SignalsTest::none)).isEmpty();
            assertThat(lines.all()).isEmpty();
        }
    }

    private void noneWithOneWarning(FinishSignal.Provider broken, String reason) {
        try (LoggedLines lines = new LoggedLines()) {
            assertThat(find(broken)).isEmpty();
            assertThat(lines.all())
                    .singleElement()
                    .asString()
                    .startsWith("WARN after4j: " + FinishSignal.Provider.class.getName())
                    .contains("a fake server", "going on without it");
            assertThat(lines.reasons()).singleElement().asString().contains(reason);
        }
    }

    @Test
    void noneIfAProviderThrows() {
        noneWithOneWarning(
                context -> {
                    throw new IllegalStateException("too old");
                },
                "too old");
    }

    @Test
    void noneIfAProviderLacksItsContainersClasses() {
        noneWithOneWarning(
                context -> {
                    throw new NoClassDefFoundError("Valve");
                },
                "Valve");
        noneWithOneWarning(
                context -> {
                    throw new ServiceConfigurationError("no constructor");
                },
                "no constructor");
    }

    @Test
    void aProviderThatCannotBeLoadedKeepsNoOtherFromBeingFound() {
        Found second = new Found(SignalsTest::none);
        Iterator<Supplier<Found>> search = List.<Supplier<Found>>of(
                        () -> {
                            throw new ServiceConfigurationError("not a subtype");
                        },
                        () -> second)
                .iterator();
        try (LoggedLines lines = new LoggedLines()) {
            assertThat(Signals.loadable(
                            new Iterator<>() {
                                @Override
                                public boolean hasNext() {
                                    return search.hasNext();
                                }

                                @Override
                                public ServiceLoader.Provider<FinishSignal.Provider> next() {
                                    return search.next().get();
                                }
                            },
                            fake.context))
                    .containsExactly(second);
            assertThat(lines.reasons()).singleElement().asString().contains("not a subtype");
        }
    }

    @Test
    void aSearchThatOnlyFailsEnds() {
        try (LoggedLines lines = new LoggedLines()) {
            assertThat(Signals.loadable(
                            new Iterator<>() {
                                @Override
                                public boolean hasNext() {
                                    throw new ServiceConfigurationError("unreadable");
                                }

                                @Override
                                public ServiceLoader.Provider<FinishSignal.Provider> next() {
                                    throw new AssertionError("there is none");
                                }
                            },
                            fake.context))
                    .isEmpty();
            assertThat(lines.reasons()).isNotEmpty();
        }
    }

    @Test
    void noneIfAProviderGivesNull() {
        noneWithOneWarning(context -> null, "not an empty Optional");
    }
}
