package dev.after4j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.AfterRuntime;
import dev.after4j.app.App;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static Settings settings(Map<String, String> environment, Map<String, String> properties, String... args) {
        return Settings.of(new Given(args, environment, properties::get));
    }

    private static Settings settings(String... args) {
        return settings(Map.of(), Map.of(), args);
    }

    @Test
    void nothingHasToBeSet() {
        Settings settings = settings();
        assertThat(settings.command()).isEqualTo(Command.START);
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.stopTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.maxHead()).isEqualTo(8192);
        assertThat(settings.compression()).isTrue();
        assertThat(settings.accessLog()).isFalse();
        assertThat(settings.health()).contains("/health");
        assertThat(settings.forwarded()).isFalse();
        assertThat(settings.builtPages()).isEqualTo(Path.of(".after4j"));
        assertThat(settings.servedPages()).isEmpty(); // there is no such folder here
        assertThat(settings.pageBytes()).isEqualTo(64 << 20);
        assertThat(settings.runTasks()).isFalse();
    }

    @Test
    void aMainMayAskWhetherItIsForDevelopers() {
        assertThat(AfterServer.isDev("--port=0", "dev")).isTrue();
        assertThat(AfterServer.isDev("start")).isFalse();
        assertThat(AfterServer.isDev()).isFalse();
    }

    @Test
    void everythingCanBeSet() {
        Settings settings = settings(
                "dev",
                "--host=::1",
                "--port=0",
                "--max-running=3",
                "--max-waiting=0",
                "--max-duration=1m",
                "--drain-timeout=7",
                "--stop-timeout=500ms",
                "--max-head=16384",
                "--compression=off",
                "--access-log=on",
                "--health=off",
                "--forwarded=on",
                "--pages=built",
                "--page-memory=8",
                "--run-tasks=on");
        assertThat(settings)
                .isEqualTo(new Settings(
                        Command.DEV,
                        "::1",
                        0,
                        Optional.of(3),
                        Optional.of(0),
                        Optional.of(Duration.ofMinutes(1)),
                        Optional.of(Duration.ofSeconds(7)),
                        Duration.ofMillis(500),
                        16384,
                        false,
                        true,
                        Optional.empty(),
                        true,
                        Optional.of(Path.of("built")),
                        8,
                        Optional.empty(),
                        true));
    }

    @Test
    void argumentsGoBeforeTheEnvironmentAndThatBeforeProperties() {
        Map<String, String> environment = Map.of("AFTER_PORT", "2", "PORT", "3");
        Map<String, String> properties = Map.of("after.port", "4", "after.max-head", "2000");
        assertThat(settings(environment, properties, "--port=1").port()).isEqualTo(1);
        assertThat(settings(environment, properties).port()).isEqualTo(2);
        assertThat(settings(Map.of("PORT", "3"), properties).port()).isEqualTo(3);
        assertThat(settings(Map.of(), properties).port()).isEqualTo(4);
        assertThat(settings(environment, properties).maxHead()).isEqualTo(2000);
    }

    @Test
    void pagesAreServedFromWhereTheyWereToldToBeButToDevelopersFromNowhere() {
        assertThat(settings("--pages=built").servedPages()).contains(Path.of("built"));
        assertThat(settings("dev", "--pages=built").servedPages()).isEmpty();
        assertThat(settings("export", "site").target()).contains(Path.of("site"));
    }

    @Test
    void whatIsWrongIsNamedWithWhereItStandsAndWhatIsAllowed() {
        assertRefused("--port must be a number from 0 to 65535, but is 'http'", "--port=http");
        assertRefused("--port must be a number from 0 to 65535, but is '65536'", "--port=65536");
        assertRefused("--port must be a number from 0 to 65535, but is '99999999999'", "--port=99999999999");
        assertRefused("--max-running must be a number from 1 to 2147483647, but is '0'", "--max-running=0");
        assertRefused(
                "--stop-timeout must be a time such as 500ms, 10s or 2m, longer than none, but is '0s'",
                "--stop-timeout=0s");
        assertRefused(
                "--drain-timeout must be a time such as 500ms, 10s or 2m, longer than none, but is 'soon'",
                "--drain-timeout=soon");
        assertRefused("--compression must be on or off, but is 'yes'", "--compression=yes");
        assertRefused("--health must be a path such as /health, or off, but is 'health'", "--health=health");
        assertRefused(
                "--host must be a name or an address of this machine, such as 127.0.0.1 or 0.0.0.0, but is 'http://a'",
                "--host=http://a");
        assertRefused("--port needs a value: --port=..", "--port");
        assertRefused(
                "Unknown option '--prot'; known are --host, --port, --max-running, --max-waiting, --max-duration,"
                        + " --drain-timeout, --stop-timeout, --max-head, --compression, --access-log, --health, --forwarded, --pages, --page-memory, --run-tasks",
                "--prot=1");
        assertRefused("Unknown command 'sing'; known are start, dev, build, export", "sing");
        assertRefused("One command, not 'start' and 'dev'", "start", "dev");
        assertRefused("One command, not 'export' and 'dev'", "export", "site", "dev");
        assertRefused("export needs the folder to write to: export site", "export");
        assertRefused("The folder of the export must be a folder, but is ' '", "export", " ");
        assertRefused("--pages must be a folder, but is ''", "--pages=");
        assertRefused("--pages must be a folder, but is 'a\0b'", "--pages=a\0b");
        assertThatThrownBy(() -> settings(Map.of("PORT", "x"), Map.of()))
                .hasMessage("PORT must be a number from 0 to 65535, but is 'x'");
        assertThatThrownBy(() -> settings(Map.of("AFTER_PORT", ""), Map.of()))
                .hasMessage("AFTER_PORT must be a number from 0 to 65535, but is ''");
        assertThatThrownBy(() -> settings(Map.of(), Map.of("after.port", "x")))
                .hasMessage("after.port must be a number from 0 to 65535, but is 'x'");
    }

    private static void assertRefused(String reason, String... args) {
        assertThatThrownBy(() -> settings(args)).as(reason).hasMessage(reason);
    }

    @Test
    void r20_limitsThatAreSetGoBeforeTheApplications() throws Exception {
        App app = App.builder().build();
        try (RunningServer server = AfterServer.of(app)
                .runtime(tasks -> tasks.maxRunning(5).maxWaiting(6))
                .start("--port=0", "--max-waiting=7", "--drain-timeout=3s")) {
            AfterRuntime runtime = server.runtime();
            assertThat(runtime.maxRunning()).isEqualTo(5);
            assertThat(runtime.maxWaiting()).isEqualTo(7);
            assertThat(runtime.drainTimeout()).isEqualTo(Duration.ofSeconds(3));
        }
    }

    @Test
    void anApplicationMayHaveItsRuntime() throws Exception {
        AfterRuntime[] given = new AfterRuntime[1];
        try (RunningServer server = AfterServer.of(runtime -> {
                    given[0] = runtime;
                    return App.builder().build();
                })
                .start("--port=0")) {
            assertThat(given[0]).isSameAs(server.runtime());
        }
    }
}
