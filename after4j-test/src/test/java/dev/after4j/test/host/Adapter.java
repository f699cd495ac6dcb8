package dev.after4j.test.host;

import dev.after4j.TaskEnd;
import dev.after4j.spi.OpenScope;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Adapters in a {@link SimulatedProcess}: two that are right, and what can be wrong with them. */
enum Adapter {
    ANSWERS_FIRST {
        @Override
        SimulatedProcess in(BufferedReader in, PrintStream out) {
            return new SimulatedProcess(in, out);
        }
    },
    /** For a host that can be told nothing after the response. */
    FINISHES_FIRST {
        @Override
        SimulatedProcess in(BufferedReader in, PrintStream out) {
            return new SimulatedProcess(in, out) {
                @Override
                void end(OpenScope scope, Handled handled) throws IOException {
                    scope.finish(handled.outcome());
                    awaitStages();
                    answer(handled.answer());
                    over();
                }
            };
        }
    },
    TELLS_NOBODY {
        @Override
        SimulatedProcess in(BufferedReader in, PrintStream out) {
            return new SimulatedProcess(in, out) {
                @Override
                void awaitStages() {}
            };
        }
    },
    WAITS_FOR_THE_FIRST_STAGE {
        @Override
        SimulatedProcess in(BufferedReader in, PrintStream out) {
            return new SimulatedProcess(in, out) {
                @Override
                void awaitStages() {
                    CompletableFuture<?> first = stages.poll();
                    if (first != null) first.join();
                    stages.clear();
                }
            };
        }
    },
    WAITS_FOR_ITS_OWN_SCOPE {
        @Override
        SimulatedProcess in(BufferedReader in, PrintStream out) {
            return new SimulatedProcess(in, out) {
                @Override
                void end(OpenScope scope, Handled handled) throws IOException {
                    stages.clear();
                    stages.add(scope.settled().toCompletableFuture());
                    super.end(scope, handled);
                }
            };
        }
    },
    FORGETS_WHAT_CAME_BETWEEN {
        @Override
        SimulatedProcess in(BufferedReader in, PrintStream out) {
            return new SimulatedProcess(in, out) {
                @Override
                void invoke(Duration limit, String what) throws IOException {
                    stages.clear();
                    super.invoke(limit, what);
                }
            };
        }
    },
    LOOKS_ONCE {
        @Override
        SimulatedProcess in(BufferedReader in, PrintStream out) {
            return new SimulatedProcess(in, out) {
                @Override
                void awaitStages() {
                    List.copyOf(stages).forEach(CompletableFuture::join);
                    stages.clear();
                }
            };
        }
    },
    IS_OVER_BEFORE_THE_RESPONSE {
        @Override
        SimulatedProcess in(BufferedReader in, PrintStream out) {
            return new SimulatedProcess(in, out) {
                @Override
                void end(OpenScope scope, Handled handled) throws IOException {
                    over();
                    super.end(scope, handled);
                }
            };
        }
    },
    FINISHES_BEFORE_THE_RESPONSE {
        @Override
        SimulatedProcess in(BufferedReader in, PrintStream out) {
            return new SimulatedProcess(in, out) {
                @Override
                void end(OpenScope scope, Handled handled) throws IOException {
                    scope.finish(handled.outcome());
                    super.end(scope, handled);
                }
            };
        }
    },
    FINISHES_WHAT_SUCCEEDED {
        @Override
        SimulatedProcess in(BufferedReader in, PrintStream out) {
            return new SimulatedProcess(in, out) {
                @Override
                void end(OpenScope scope, Handled handled) throws IOException {
                    if (handled.outcome().successful()) super.end(scope, handled);
                    else answer(handled.answer());
                }
            };
        }
    },
    FAILS_WITH_A_TASK {
        @Override
        SimulatedProcess in(BufferedReader in, PrintStream out) {
            return new SimulatedProcess(in, out) {
                @Override
                void over() {
                    if (runtime.ended(TaskEnd.Kind.FAILED) == 0) super.over();
                    else say("failed because a task has");
                }
            };
        }
    },
    TRIES_AGAIN {
        @Override
        SimulatedProcess in(BufferedReader in, PrintStream out) {
            return new SimulatedProcess(in, out) {
                @Override
                void invoke(Duration limit, String what) throws IOException {
                    OpenScope lost = open(what);
                    lost.finish(handle(lost, what).outcome());
                    super.invoke(limit, what);
                }
            };
        }
    },
    ALLOWS_MORE_THAN_THE_HOST {
        @Override
        SimulatedProcess in(BufferedReader in, PrintStream out) {
            return new SimulatedProcess(in, out) {
                @Override
                void invoke(Duration limit, String what) throws IOException {
                    super.invoke(limit.plusSeconds(1), what);
                }
            };
        }
    };

    abstract SimulatedProcess in(BufferedReader in, PrintStream out);
}
