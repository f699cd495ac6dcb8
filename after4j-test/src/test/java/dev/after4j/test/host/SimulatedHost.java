package dev.after4j.test.host;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The other side of a {@link SimulatedProcess}. */
final class SimulatedHost implements HostUnderTest {
    private final Process process;
    private volatile Invocation current;

    private SimulatedHost(Process process) {
        this.process = process;
    }

    /** With that adapter in the process. */
    static SimulatedHost start(ProcessBuilder java, Adapter adapter) throws IOException {
        java.command().add(SimulatedProcess.class.getName());
        java.command().add(adapter.name());
        SimulatedHost host = new SimulatedHost(java.start());
        Thread listening = new Thread(host::listen, "simulated host");
        listening.setDaemon(true);
        listening.start();
        return host;
    }

    private void listen() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line; (line = lines.readLine()) != null; ) {
                String[] words = line.split(" ", 2);
                switch (words[0]) {
                    case "answered" -> {
                        current.answered(words[1]);
                        say("delivered");
                    }
                    case "over" -> current.over();
                    default -> current.failed(words[1]);
                }
            }
        } catch (IOException | InterruptedException ended) {
            // and nothing more is heard of it
        }
    }

    private void say(String line) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        input.flush();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public void invoke(Invocation invocation) throws IOException {
        current = invocation;
        say(invocation.limit() + " " + invocation.what());
    }

    @Override
    public void stop() {
        process.destroyForcibly();
    }
}
