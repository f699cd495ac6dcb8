package dev.after4j.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A {@link BootServer} on the JDK that runs this. */
final class BootProcess implements AutoCloseable {
    /** Of this process' class path, what no Boot application on Tomcat would have. */
    private static final List<String> OTHERS = List.of("jetty-", "jmh-");

    private static final String LIBRARY = "after4j";
    private static final Pattern READY = Pattern.compile("READY library=(\\w+) port=(\\d+) uptime=(\\d+) cpu=(\\d+)");
    private static final Pattern TALLY = Pattern.compile("\\{\"asked\":(\\d+),\"done\":(\\d+)}");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Process process;
    private final Matcher ready;

    private BootProcess(Process process, Matcher ready) {
        this.process = process;
        this.ready = ready;
    }

    /** Waits until it is ready. */
    static BootProcess start(boolean withLibrary, Class<?> controller, boolean isVirtual) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        classPath(withLibrary),
                        BootServer.class.getName(),
                        controller.getName(),
                        String.valueOf(isVirtual))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Matcher ready = awaitReady(process.inputReader());
        if (Boolean.parseBoolean(ready.group(1)) == withLibrary) return new BootProcess(process, ready);
        throw new IllegalStateException("The class path of a server is wrong: " + classPath(withLibrary));
    }

    private static Matcher awaitReady(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.matches()) return ready;
        }
        throw new IOException("A server ended before it was ready");
    }

    private static String classPath(boolean withLibrary) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> isWanted(Path.of(entry).getFileName().toString(), withLibrary))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isWanted(String jar, boolean withLibrary) {
        return OTHERS.stream().noneMatch(jar::startsWith) && (withLibrary || !jar.startsWith(LIBRARY));
    }

    int port() {
        return Integer.parseInt(ready.group(2));
    }

    /** From the start of the JVM until it was ready. */
    double millisToReady() {
        return Double.parseDouble(ready.group(3));
    }

    /** The processors' time until it was ready. */
    double cpuMillisToReady() {
        return Double.parseDouble(ready.group(4));
    }

    /** What all of its threads took so far. */
    double cpuMicros() {
        return process.info().totalCpuDuration().orElseThrow().toNanos() / 1000.0;
    }

    /** Until all is done that was to be done beside the answers. */
    void settle() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/tally"))
                .build();
        for (int look = 0; look < 1000; look++) {
            String answer = CLIENT.send(request, BodyHandlers.ofString()).body();
            Matcher tally = TALLY.matcher(answer);
            if (!tally.matches()) throw new IOException("A server answers " + answer);
            if (tally.group(1).equals(tally.group(2))) return;
            Thread.sleep(10);
        }
        throw new IOException("Something was lost: not everything that was asked for is done after 10 s");
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close(); // which ends it
            process.waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
