package dev.after4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the library costs an application's start, in numbers that are the same on every machine. */
class StartTest {
    private static final int MAX_CLASSES = 80;
    private static final int MAX_BEANS = 15;
    private static final Pattern LOADED = Pattern.compile("\\] (\\S+) source: (\\S+)");

    /** A class and where it came from, in the order of loading. */
    private record Loaded(String name, String source) {
        /** Lambdas have a class for a source, and these tests their folder. */
        boolean isOurs() {
            return name.startsWith("dev.after4j.") && !name.contains("$$") && !source.endsWith("test-classes/");
        }
    }

    @TempDir
    private static Path folder;

    private static List<String> said;
    private static List<Loaded> loaded;

    @BeforeAll
    static void start() throws Exception {
        Path classes = folder.resolve("classes.txt");
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xlog:class+load:file=" + classes,
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartMain.class.getName())
                .redirectErrorStream(true)
                .start();
        said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertThat(process.waitFor()).as(String.join("\n", said)).isZero();
        loaded = atStart(classes);
    }

    /** Up to what is loaded for the first request. */
    private static List<Loaded> atStart(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(LOADED::matcher)
                    .filter(Matcher::find)
                    .map(line -> new Loaded(line.group(1), line.group(2)))
                    .takeWhile(type -> !type.name().startsWith("sun.net.www.protocol.http.HttpURLConnection"))
                    .toList();
        }
    }

    private static List<String> saidOf(String what) {
        return said.stream().filter(line -> line.startsWith(what + " ")).toList();
    }

    @Test
    void noThreadBeforeTheFirstAfter() {
        assertThat(said).contains("threads at start", "threads with a task");
        assertThat(saidOf("thread at start")).isEmpty();
    }

    @Test
    void atMostEightyClasses() {
        List<String> ours =
                loaded.stream().filter(Loaded::isOurs).map(Loaded::name).toList();
        assertThat(ours).contains(AfterAutoConfiguration.class.getName());
        assertThat(ours).hasSizeLessThanOrEqualTo(MAX_CLASSES);
    }

    @Test
    void atMostFifteenBeanDefinitions() {
        assertThat(saidOf("bean")).contains("bean afterRuntime").hasSizeLessThanOrEqualTo(MAX_BEANS);
    }

    /** Spring can scan the class path when it is asked to; no class here does. */
    @Test
    void noClassPathScan() throws Exception {
        Path classes = Path.of(AfterAutoConfiguration.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            List<Path> ours =
                    files.filter(file -> file.toString().endsWith(".class")).toList();
            assertThat(ours).hasSizeGreaterThan(10).noneMatch(StartTest::mentionsScans);
        }
    }

    /** Names of types stand in a class file as they are. */
    private static boolean mentionsScans(Path file) {
        try {
            String names = Files.readString(file, StandardCharsets.ISO_8859_1);
            return Stream.of("ComponentScan", "ClassPathScanning", "ClassPathBeanDefinitionScanner", "ResourcePattern")
                    .anyMatch(names::contains);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
