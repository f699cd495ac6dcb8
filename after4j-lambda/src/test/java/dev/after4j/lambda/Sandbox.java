package dev.after4j.lambda;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The real runtime client with a handler, in a process that can be frozen. */
final class Sandbox implements AutoCloseable {
    static final String ADDRESS = "127.0.0.2";

    /** What it prints, standard error as well. */
    final Lines log = new Lines();

    private final Process process;
    private final Thread printer;
    private final Process shell;
    private final Writer commands;
    private final BufferedReader answers;

    Sandbox(Class<?> handler, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dlogback.configurationFile=console.xml",
                        NativeClient.option(),
                        "-Djdk.net.hosts.file=" + hosts(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AWSLambda.class.getName(),
                        handler.getName())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("AFTER_") || name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        process = builder.start();
        printer = new Thread(
                () -> process.inputReader(StandardCharsets.UTF_8).lines().forEach(log::add), "log");
        printer.setDaemon(true);
        printer.start();
        shell = new ProcessBuilder("sh")
                .start(); // one for all signals: to start a process takes longer than an invocation
        commands = shell.outputWriter();
        answers = shell.inputReader();
    }

    /** In Lambda the sandbox knows itself by that name, and it is not the loopback address; so it is another here. */
    private static Path hosts() throws IOException {
        Path file = Files.createTempFile("hosts", "");
        file.toFile().deleteOnExit();
        return Files.writeString(file, "127.0.0.1 localhost\n" + ADDRESS + " sandbox.localdomain\n");
    }

    /** Returns when no thread of it runs any more. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    void terminate() {
        signal("TERM");
    }

    void kill() {
        signal("KILL");
    }

    private void signal(String name) {
        try {
            commands.write("kill -" + name + " " + process.pid() + "; echo sent\n");
            commands.flush();
            answers.readLine();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    long pid() {
        return process.pid();
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** The exit code, when it has ended and all of its log is there. */
    int awaitExit() throws InterruptedException {
        int code = process.waitFor();
        printer.join();
        return code;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        shell.destroy();
    }
}
