package dev.after4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@link Main} in a process of its own. */
final class ForkedMain implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("Listening on http://127\\.0\\.0\\.1:(\\d+),");

    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    ForkedMain(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // starts sooner
                "-Dlogback.configurationFile=console.xml",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.equals("PORT") || name.startsWith("AFTER_"));
        builder.environment().putAll(environment);
        process = builder.start();
        output = process.inputReader();
    }

    /** The first line from here on with {@code part} in it, as soon as it is there. */
    String await(String part) throws IOException {
        for (String line; (line = output.readLine()) != null; ) {
            lines.add(line);
            if (line.contains(part)) return line;
        }
        throw new AssertionError("the process ended without '" + part + "': " + lines);
    }

    /** Where it listens, as soon as it does. */
    int port() throws IOException {
        Matcher listening = LISTENING.matcher(await("Listening on "));
        assertThat(listening.find()).isTrue();
        return Integer.parseInt(listening.group(1));
    }

    void write(char one) throws IOException {
        process.getOutputStream().write(one);
        process.getOutputStream().flush();
    }

    /** SIGTERM; the output stays open, which {@link Process#destroy} would close. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** SIGINT. */
    void interrupt() throws Exception {
        Process kill = new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** The exit code, once the process has ended. */
    int awaitExit() throws Exception {
        output.lines().forEach(lines::add);
        return process.waitFor();
    }

    /** What it has said; all of it after {@link #awaitExit}. */
    List<String> lines() {
        return lines;
    }

    /** All that stands on the standard error, once the process has ended. */
    List<String> errors() {
        return process.errorReader().lines().toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
