package dev.after4j.server;

import dev.after4j.AfterRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a server is to run. What is empty stays as the application has set it, or as it is by default. */
record Settings(
        Command command,
        String host,
        int port,
        Optional<Integer> maxRunning,
        Optional<Integer> maxWaiting,
        Optional<Duration> maxDuration,
        Optional<Duration> drainTimeout,
        Duration stopTimeout,
        int maxHead,
        boolean compression,
        boolean accessLog,
        Optional<String> health,
        boolean forwarded,
        Optional<Path> pages,
        int pageMemory,
        Optional<Path> target,
        boolean runTasks) {
    /** Where built pages are unless that is set. */
    private static final Path PAGES = Path.of(".after4j");

    private static final int KIB = 1024;
    private static final int MIB = KIB * KIB;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]+");
    private static final Pattern HEALTH = Pattern.compile("off|/[A-Za-z0-9._~/-]*");

    static Settings of(Given given) {
        return new Settings(
                given.command(),
                given.text(Option.HOST, HOST, "a name or an address of this machine, such as 127.0.0.1 or 0.0.0.0")
                        .orElse("127.0.0.1"),
                given.number(Option.PORT, 0, 65_535).orElse(8080),
                given.number(Option.MAX_RUNNING, 1, Integer.MAX_VALUE),
                given.number(Option.MAX_WAITING, 0, Integer.MAX_VALUE),
                given.duration(Option.MAX_DURATION),
                given.duration(Option.DRAIN_TIMEOUT),
                given.duration(Option.STOP_TIMEOUT).orElse(Duration.ofSeconds(10)),
                given.number(Option.MAX_HEAD, KIB, MIB).orElse(8 * KIB),
                given.flag(Option.COMPRESSION, true),
                given.flag(Option.ACCESS_LOG, false),
                Optional.of(given.text(Option.HEALTH, HEALTH, "a path such as /health, or off")
                                .orElse("/health"))
                        .filter(path -> !path.equals("off")),
                given.flag(Option.FORWARDED, false),
                given.folder(Option.PAGES),
                given.number(Option.PAGE_MEMORY, 1, MIB).orElse(64),
                given.target(),
                given.flag(Option.RUN_TASKS, false));
    }

    /** Where a build writes its pages. */
    Path builtPages() {
        return pages.orElse(PAGES);
    }

    /** Where a server finds pages, and keeps them: where it was told to, or where a build has been. */
    Optional<Path> servedPages() {
        return isDev() ? Optional.empty() : pages.or(() -> Optional.of(PAGES).filter(Files::isDirectory));
    }

    long pageBytes() {
        return (long) pageMemory * MIB;
    }

    boolean isDev() {
        return command == Command.DEV;
    }

    void limit(AfterRuntime.Builder runtime) {
        maxRunning.ifPresent(runtime::maxRunning);
        maxWaiting.ifPresent(runtime::maxWaiting);
        maxDuration.ifPresent(runtime::maxDuration);
        drainTimeout.ifPresent(runtime::drainTimeout);
    }
}
