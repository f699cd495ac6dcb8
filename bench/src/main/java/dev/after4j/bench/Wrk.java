package dev.after4j.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code wrk}, which must be installed: one thread, 16 connections, a GET. */
final class Wrk {
    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");
    private static final List<String> COMMAND =
            List.of("wrk", "--threads", "1", "--connections", "16", "--timeout", "10s");
    /** What was answered. */
    record Driven(long requests, double perSecond) {}

    private Wrk() {}

    static Driven drive(int port, String path, int seconds, String... headers) throws IOException {
        List<String> command = new ArrayList<>(COMMAND);
        command.addAll(List.of("--duration", seconds + "s"));
        for (String header : headers) command.addAll(List.of("--header", header));
        command.add("http://127.0.0.1:" + port + path);
        Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (output.contains("Non-2xx") || output.contains("Socket errors"))
            throw new IOException("wrk says: " + output);
        return new Driven(Long.parseLong(find(REQUESTS, output)), Double.parseDouble(find(RATE, output)));
    }

    private static String find(Pattern pattern, String output) throws IOException {
        Matcher found = pattern.matcher(output);
        if (!found.find()) throw new IOException("wrk says: " + output);
        return found.group(1);
    }
}
