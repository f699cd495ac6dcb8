package dev.after4j.example.image;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An image that runs, as process 1 of a PID namespace. */
final class Container implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("Listening on \\S+:(\\d+),");
    private static final Path SCRIPT = Path.of("src", "test", "resources", "container");
    private static final List<String> NAMESPACES = List.of("unshare", "--pid", "--mount", "--fork");

    private final Process process;
    private final List<String> output = Collections.synchronizedList(new ArrayList<>());
    private final Thread reader;
    private final URI address;

    /** Returns when it listens. The JVM's settings, and what it sees of the machine, are the first of its output. */
    Container(Image image, Path volume, MemoryLimit limit, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>(NAMESPACES);
        command.addAll(List.of(
                "bash",
                SCRIPT.toString(),
                limit.processes().toString(),
                image.root().toString()));
        command.addAll(List.of(image.user(), volume.toString(), image.volume()));
        command.addAll(image.entrypoint());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(image.environment());
        builder.environment().putAll(Map.of("PORT", "0", "JDK_JAVA_OPTIONS", "-XshowSettings"));
        builder.environment().putAll(environment);
        process = builder.start();
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        address = address(lines);
        reader = new Thread(() -> lines.lines().forEach(output::add));
        reader.start();
    }

    /** Whether this machine, and this user, can run any. */
    static boolean canRun() {
        List<String> command = new ArrayList<>(NAMESPACES);
        command.add("true");
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private URI address(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            output.add(line);
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) return URI.create("http://127.0.0.1:" + listening.group(1));
        }
        throw new AssertionError("It did not start: " + output);
    }

    URI address() {
        return address;
    }

    /** Process 1, as this machine sees it. */
    ProcessHandle first() {
        return process.children().findFirst().orElseThrow();
    }

    /** What {@code kill} does, and {@code docker stop}. */
    void kill() {
        first().destroy();
    }

    /** How many lines it has printed so far that contain {@code text}. */
    long count(String text) {
        return output().stream().filter(line -> line.contains(text)).count();
    }

    /** So far. */
    List<String> output() {
        synchronized (output) {
            return List.copyOf(output);
        }
    }

    /** Returns when it has ended. */
    int exitCode() throws InterruptedException {
        reader.join();
        return process.waitFor();
    }

    /** Returns when nothing of it runs any more. */
    @Override
    public void close() {
        process.children().forEach(first -> {
            first.destroyForcibly();
            first.onExit().join();
        });
    }
}
