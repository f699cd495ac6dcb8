package dev.after4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real {@code main} in processes of its own: start, signals, exit codes. */
@Timeout(120)
class MainTest {
    private static final Pattern LISTENING = Pattern.compile("Listening on (http://[^,]+),");

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
    }

    private Process launch(String... args) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(
                        Stream.of(
                                java.toString(),
                                "-Dlogback.configurationFile=console.xml",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()),
                        Stream.of(args))
                .toList());
        builder.environment().keySet().removeIf(name -> name.equals("PORT") || name.startsWith("AFTER_"));
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private static URI address(BufferedReader output) throws IOException {
        Matcher listening = LISTENING.matcher(readUntil(output, "Listening on "));
        assertThat(listening.find()).isTrue();
        return URI.create(listening.group(1));
    }

    private static String readUntil(BufferedReader output, String part) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line; (line = output.readLine()) != null; ) {
            if (line.contains(part)) return line;
            all.append(line).append('\n');
        }
        throw new AssertionError("the process ended without '" + part + "':\n" + all);
    }

    private void get(URI address) throws Exception {
        assertThat(client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                        .body())
                .isEqualTo("ok");
    }

    private static void signal(String name, Process process) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void r22_sigtermRunsAllTasksThenClosesAndASecondChangesNothing() throws Exception {
        Process process = launch("--port=0");
        BufferedReader output = process.inputReader();
        URI address = address(output);
        assertThat(readUntil(output, "Started in ")).contains("JDK", "threads", "a stop waits PT10S");
        for (int i = 0; i < 5; i++) get(address);
        readUntil(output, "task began");
        signal("TERM", process);
        signal("TERM", process);
        List<String> rest = output.lines().toList();
        assertThat(rest).filteredOn("task ended"::equals).hasSize(5);
        assertThat(rest).anyMatch(line -> line.matches(".*drained.* 0 abandoned.*"));
        assertThat(rest).last().isEqualTo("closed");
        assertThat(process.waitFor()).isEqualTo(128 + 15);
        assertThat(process.errorReader().lines()).isEmpty();
    }

    @Test
    void r22_sigintDoesTheSame() throws Exception {
        Process process = launch("dev", "--port=0");
        BufferedReader output = process.inputReader();
        get(address(output));
        readUntil(output, "task began");
        signal("INT", process);
        assertThat(output.lines()).contains("task ended", "closed");
        assertThat(process.waitFor()).isEqualTo(128 + 2);
    }

    @Test
    void r22_aTaskThatCallsExitDoesNotHangIt() throws Exception {
        Process process = launch("--port=0", "--drain-timeout=100ms");
        BufferedReader output = process.inputReader();
        get(address(output).resolve("/exit"));
        readUntil(output, "1 abandoned");
        assertThat(process.waitFor()).isEqualTo(3);
    }

    @Test
    void whatCannotStartSaysWhyInOneLine() throws Exception {
        assertRefused(2, "--port must be a number from 0 to 65535, but is 'x'", "--port=x");
        assertRefused(2, "Unknown command 'sing'; known are start, dev, build, export", "sing");
        URI taken = address(launch("--port=0").inputReader());
        assertRefused(
                1,
                "Cannot listen on 127.0.0.1:" + taken.getPort()
                        + " (Address already in use); set another with --host and --port",
                "--port=" + taken.getPort());
        assertRefused(
                1,
                "Cannot listen on no.such.host.invalid:0 (an unknown name); set another with --host and --port",
                "--host=no.such.host.invalid",
                "--port=0");
    }

    private void assertRefused(int exitCode, String reason, String... args) throws Exception {
        Process process = launch(args);
        assertThat(process.errorReader().lines()).containsExactly(reason);
        assertThat(process.inputReader().lines()).last().isEqualTo("closed");
        assertThat(process.waitFor()).isEqualTo(exitCode);
    }
}
