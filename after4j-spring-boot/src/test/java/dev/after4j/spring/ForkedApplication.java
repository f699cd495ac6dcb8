package dev.after4j.spring;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@link ShutdownApplication} in a process of its own. */
final class ForkedApplication implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    /** With the test's class path but for jars whose names match {@code without}. */
    ForkedApplication(String without, DoneTasks done, List<String> arguments) throws IOException {
        this(without, Map.of(), done, arguments);
    }

    ForkedApplication(String without, Map<String, String> environment, DoneTasks done, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // starts sooner
                "-cp",
                classPath(Pattern.compile(without)),
                ShutdownApplication.class.getName(),
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--logging.config=classpath:console.xml"));
        command.addAll(done.arguments());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        process = builder.start();
        output = process.inputReader();
    }

    private static String classPath(Pattern without) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !without.matcher(new File(entry).getName()).lookingAt())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The rest of the line that begins so, as soon as it is there. */
    String await(String beginning) throws IOException {
        for (String line; (line = output.readLine()) != null; ) {
            lines.add(line);
            if (line.startsWith(beginning)) return line.substring(beginning.length());
        }
        throw new AssertionError("no line begins with '" + beginning + "': " + lines);
    }

    /** SIGTERM; the output stays open, which {@link Process#destroy} would close. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** SIGINT. */
    void interrupt() throws Exception {
        Process kill = new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start();
        if (kill.waitFor() != 0) throw new IllegalStateException("no signal was sent to " + process);
    }

    /** The exit code, once the process has ended. */
    int awaitExit() throws Exception {
        output.lines().forEach(lines::add);
        return process.waitFor();
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
