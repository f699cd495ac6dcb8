package dev.after4j.tomcat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The distribution as a process, with a base directory of its own and a free port. */
final class TomcatProcess implements AutoCloseable {
    private static final String SERVER = """
            <Server port="-1">
              <Service name="test">
                <Connector port="0" address="127.0.0.1"/>
                <Engine name="test" defaultHost="localhost"><Host name="localhost" appBase="webapps"/></Engine>
              </Service>
            </Server>
            """;

    final Process process;
    private final BufferedReader output;
    private final List<String> lines = new ArrayList<>();

    TomcatProcess(Path home, Path base) throws IOException {
        Files.createDirectories(base.resolve("conf"));
        Files.createDirectories(base.resolve("temp"));
        Files.writeString(base.resolve("conf/server.xml"), SERVER);
        String classPath = home.resolve("bin/bootstrap.jar")
                + System.getProperty("path.separator")
                + home.resolve("bin/tomcat-juli.jar");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", // starts sooner
                        "-Dcatalina.home=" + home,
                        "-Dcatalina.base=" + base,
                        "-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager", // as its script does
                        "-Djava.util.logging.config.file=" + home.resolve("conf/logging.properties"),
                        "-Djava.io.tmpdir=" + base.resolve("temp"),
                        "-cp",
                        classPath,
                        "org.apache.catalina.startup.Bootstrap",
                        "start")
                .redirectErrorStream(true)
                .start();
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** The next line of the output that has {@code pattern} in it; fails if the process ends before. */
    Matcher await(String pattern) {
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                Matcher matcher = Pattern.compile(pattern).matcher(line);
                if (matcher.find()) return matcher;
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        throw new AssertionError("no line with '" + pattern + "' in\n" + String.join("\n", lines));
    }

    void write(String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** All lines up to the end. */
    List<String> allLines() throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) lines.add(line);
        return lines;
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) throw new AssertionError("still running");
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
