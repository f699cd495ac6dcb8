package dev.after4j.server;

import dev.after4j.AfterRuntime;
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
        boolean forwarded) {
    private static final int KIB = 1024;
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
                given.number(Option.MAX_HEAD, KIB, KIB * KIB).orElse(8 * KIB),
                given.flag(Option.COMPRESSION, true),
                given.flag(Option.ACCESS_LOG, false),
                Optional.of(given.text(Option.HEALTH, HEALTH, "a path such as /health, or off")
                                .orElse("/health"))
                        .filter(path -> !path.equals("off")),
                given.flag(Option.FORWARDED, false));
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
