package dev.after4j.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server on the JDK that runs this. */
final class ServerProcess implements AutoCloseable {
    /** Of this process' class path, what no Boot application on Tomcat would have. */
    private static final List<String> NOT_BOOTS = List.of("jetty-", "jmh-");
    /** What no application of ours on Jetty would have. */
    private static final List<String> NOT_APPS = List.of("spring-", "tomcat-", "jmh-", "after4j-spring");

    private static final String LIBRARY = "after4j";
    private static final Pattern READY = Pattern.compile(
            "READY library=(?<library>\\w+) port=(?<port>\\d+) uptime=(?<uptime>\\d+) cpu=(?<cpu>\\d+)");
    private static final Pattern NEXT_LISTENS = Pattern.compile("- Local: +http://127\\.0\\.0\\.1:(?<port>\\d+)");
    private static final Pattern TALLY = Pattern.compile("\\{\"asked\":(\\d+),\"done\":(\\d+)}");
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1) // as wrk
            .build();

    private final Process process;
    private final Matcher ready;

    private ServerProcess(Process process, Matcher ready) {
        this.process = process;
        this.ready = ready;
    }

    /** A {@link BootServer}; waits until it is ready. */
    static ServerProcess boot(boolean withLibrary, Class<?> controller, boolean isVirtual) throws IOException {
        List<String> others = withLibrary
                ? NOT_BOOTS
                : Stream.concat(NOT_BOOTS.stream(), Stream.of(LIBRARY)).toList();
        ServerProcess started = start(others, BootServer.class, controller.getName(), String.valueOf(isVirtual));
        if (Boolean.parseBoolean(started.ready.group("library")) == withLibrary) return started;
        throw new IllegalStateException("The class path of a server is wrong: " + classPathWithout(others));
    }

    /** An {@link AppServerMain}; waits until it is ready. */
    static ServerProcess app(String... kind) throws IOException {
        return start(NOT_APPS, AppServerMain.class, kind);
    }

    /** The Next.js application that was built in {@code folder}; waits until it listens. */
    static ServerProcess next(Path folder) throws IOException {
        ProcessBuilder next = new ProcessBuilder(
                        "node", "node_modules/next/dist/bin/next", "start", "-H", "127.0.0.1", "-p", "0")
                .directory(folder.toFile());
        next.environment().put("NEXT_TELEMETRY_DISABLED", "1");
        return start(next, NEXT_LISTENS);
    }

    /** Prerenders {@code pages} into {@code folder}, in a process of its own; waits for its end. */
    static void build(TemporaryFolder folder, int pages) throws IOException, InterruptedException {
        Process process = java(
                        NOT_APPS, AppServerMain.class, AppServerMain.BUILD, folder.toString(), String.valueOf(pages))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) throw new IOException("A build has failed");
    }

    private static ServerProcess start(List<String> others, Class<?> main, String... arguments) throws IOException {
        return start(java(others, main, arguments), READY);
    }

    private static ProcessBuilder java(List<String> others, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                classPathWithout(others),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private static ServerProcess start(ProcessBuilder builder, Pattern sign) throws IOException {
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy)); // not each server ends with its input
        return new ServerProcess(process, awaitReady(process.inputReader(), sign));
    }

    private static Matcher awaitReady(BufferedReader output, Pattern sign) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher ready = sign.matcher(line);
            if (ready.matches()) return ready;
        }
        throw new IOException("A server ended before it was ready");
    }

    private static String classPathWithout(List<String> others) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry ->
                        others.stream().noneMatch(Path.of(entry).getFileName().toString()::startsWith))
                .collect(Collectors.joining(File.pathSeparator));
    }

    int port() {
        return Integer.parseInt(ready.group("port"));
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** One answer of its own, whole. */
    String get(String path) throws IOException, InterruptedException {
        return ask(at(path)).body();
    }

    static HttpResponse<String> ask(URI address) throws IOException, InterruptedException {
        return CLIENT.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    /** From the start of the JVM until it was ready. */
    double millisToReady() {
        return Double.parseDouble(ready.group("uptime"));
    }

    /** The processors' time until it was ready. */
    double cpuMillisToReady() {
        return Double.parseDouble(ready.group("cpu"));
    }

    /** What all of its threads took so far. */
    double cpuMicros() {
        return process.info().totalCpuDuration().orElseThrow().toNanos() / 1000.0;
    }

    /** Until all is done that was to be done beside the answers. */
    void settle() throws IOException, InterruptedException {
        for (int look = 0; look < 1000; look++) {
            String answer = get("/tally");
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
            process.destroy();
            process.waitFor();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
