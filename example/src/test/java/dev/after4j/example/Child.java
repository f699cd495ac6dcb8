package dev.after4j.example;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application in a process of its own, on the JDK that runs the test. */
final class Child implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("Listening on (\\S+),");

    private final Process process;
    private final BufferedReader output;

    Child(String port, Path database, String... arguments) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-XX:TieredStopAtLevel=1", // starts sooner
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(database.getParent().toFile()); // where a build has its pages
        builder.environment().put("PORT", port);
        builder.environment().put("DATABASE", database.toString());
        process = builder.start();
        output = process.inputReader(StandardCharsets.UTF_8); // whatever the locale is
    }

    /** Where it listens, once it says so. */
    URI address() throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) return URI.create(listening.group(1));
        }
        throw new AssertionError("It did not start: " + errors());
    }

    /** Sends SIGTERM. {@code Process.destroy} would close the streams as well. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** What it printed since the last look, until its end. */
    List<String> remainingOutput() {
        return output.lines().toList();
    }

    List<String> errors() {
        return process.errorReader().lines().toList();
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
