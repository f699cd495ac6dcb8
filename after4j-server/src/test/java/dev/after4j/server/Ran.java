package dev.after4j.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.app.App;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.regex.Pattern;

/** A command that has ended, with what it has printed. */
record Ran(int exitCode, List<String> out, List<String> errors) {
    static Ran of(App app, String... args) {
        return of(AfterServer.of(app), args);
    }

    static Ran of(AfterServer server, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int exitCode = server.call(args, new PrintStream(out, true, UTF_8), new PrintStream(errors, true, UTF_8));
        return new Ran(
                exitCode,
                out.toString(UTF_8).lines().toList(),
                errors.toString(UTF_8).lines().toList());
    }

    Ran succeeded() {
        assertThat(errors).isEmpty();
        assertThat(exitCode).as(() -> String.join("\n", out)).isZero();
        return this;
    }

    Ran failed() {
        assertThat(exitCode).as(() -> String.join("\n", out)).isEqualTo(1);
        return this;
    }

    /** The lines of failures, with those that belong to them. */
    List<String> failures() {
        return out.stream()
                .filter(line -> line.matches("✗ .*|    (at|caused by) .*"))
                .toList();
    }

    /** The line of the table for {@code route}. */
    String row(String route) {
        return out.stream()
                .filter(line -> line.matches("[─┌├└] . " + Pattern.quote(route) + "( .*)?"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row of " + route + " in\n" + String.join("\n", out)));
    }
}
