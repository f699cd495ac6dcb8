package dev.after4j.test.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.TaskEnd;
import dev.after4j.test.internal.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What the application in the process under test reports, and what its tasks wait for: to be let go on. */
final class Ledger implements AutoCloseable {
    /** What was reported of one task. */
    private static final class Entry {
        int registered;
        int began;
        final List<TaskEnd.Kind> ends = new ArrayList<>();
        final CompletableFuture<Void> isRegistered = new CompletableFuture<>();
        final CompletableFuture<Void> hasBegun = new CompletableFuture<>();
        final CompletableFuture<TaskEnd.Kind> hasEnded = new CompletableFuture<>();
    }

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Patience patience;
    private final CompletableFuture<Socket> process = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final Map<String, Entry> entries = new HashMap<>();
    /** Those that have begun and were not let go on. */
    private final Set<String> held = new HashSet<>();

    private boolean holding;

    Ledger(Patience patience) throws IOException {
        this.patience = patience;
        Thread reading = new Thread(this::read, "host-contract");
        reading.setDaemon(true);
        reading.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void read() {
        try (Socket socket = server.accept();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.setTcpNoDelay(true);
            process.complete(socket);
            for (String line; (line = lines.readLine()) != null; ) note(line.split(" "));
        } catch (IOException closed) {
            // as at the end of the lines
        } finally {
            gone.complete(null);
        }
    }

    private synchronized void note(String[] words) {
        String name = words[words.length - 1];
        Entry entry = entry(name);
        switch (words[0]) {
            case "registered" -> {
                entry.registered++;
                entry.isRegistered.complete(null);
            }
            case "began" -> {
                entry.began++;
                entry.hasBegun.complete(null);
                if (holding) held.add(name);
                else tell("pass " + name);
            }
            case "ended" -> {
                TaskEnd.Kind kind = TaskEnd.Kind.valueOf(words[1]);
                entry.ends.add(kind);
                entry.hasEnded.complete(kind);
            }
            default -> throw new IllegalArgumentException(String.join(" ", words));
        }
    }

    private synchronized Entry entry(String name) {
        return entries.computeIfAbsent(name, none -> new Entry());
    }

    /** From now on no task is let go on by itself. */
    synchronized void hold() {
        holding = true;
    }

    /** Lets a task go on, now or when it begins. */
    synchronized void release(String name) {
        held.remove(name);
        tell("pass " + name);
    }

    /** Lets all go on, also those that begin later. */
    synchronized void releaseAll() {
        holding = false;
        List.copyOf(held).forEach(this::release);
    }

    /** To a process that has ended nothing can be told, and nothing of it comes. */
    synchronized void tell(String line) {
        try {
            process.join().getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException ended) {
            gone.complete(null);
        }
    }

    /** Until the process has connected; or has ended, which is an error. */
    void awaitConnection(ProcessHandle of, Patience patience) {
        CompletableFuture<Socket> end = of.onExit()
                .thenCompose(ended -> CompletableFuture.failedFuture(new AssertionError("the process has ended")));
        patience.await(
                process.applyToEither(end, socket -> socket),
                "a connection from HostApplication.connect() in the process under test");
    }

    /** Until all that the process said before its end has been read. */
    void awaitEndOfProcess() {
        patience.await(gone, "the end of the process");
    }

    void awaitRegistration(String task) {
        awaitReport(entry(task).isRegistered, "the registration of task '" + task + "'");
    }

    /** Of a task, or of the handler of an invocation. */
    void awaitBegin(String name) {
        awaitReport(entry(name).hasBegun, "the beginning of '" + name + "'");
    }

    TaskEnd.Kind awaitEnd(String task) {
        return awaitEnd(task, "");
    }

    private TaskEnd.Kind awaitEnd(String task, String although) {
        return awaitReport(entry(task).hasEnded, "the end of task '" + task + "'" + although);
    }

    private <T> T awaitReport(CompletableFuture<T> report, String what) {
        patience.await(CompletableFuture.anyOf(report, gone), what);
        if (!report.isDone()) throw new AssertionError("The process has ended without a report of " + what);
        return report.join();
    }

    synchronized boolean hasBegun(String task) {
        return entry(task).began > 0;
    }

    /** Whether every registration has an end. */
    synchronized boolean isIdle() {
        return entries.values().stream().allMatch(entry -> entry.registered <= entry.ends.size());
    }

    /** Of invocations that are over: waits for the reports of all, and sees that each began once and ended once. */
    void eachOnce(List<String> tasks) {
        tasks.forEach(task -> awaitEnd(task, ", although the host believes its invocation over"));
        synchronized (this) {
            for (String task : tasks) {
                Entry entry = entry(task);
                assertThat(entry.registered).as("registrations of " + task).isEqualTo(1);
                assertThat(entry.began).as("beginnings of " + task).isEqualTo(1);
                assertThat(entry.ends).as("ends of " + task).hasSize(1);
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
            if (process.isDone()) process.join().close();
        } catch (IOException failure) {
            throw new UncheckedIOException("the sockets of the test did not close", failure);
        }
    }
}
