package dev.after4j.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.after4j.AfterRuntime;
import dev.after4j.Overflow;
import dev.after4j.app.App;
import dev.after4j.app.SiteBuilder;
import dev.after4j.spi.WaitUntil;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs an application on a server of its own: embedded Jetty, HTTP/1.1 and HTTP/2 in clear text on one port, requests on
 * virtual threads from JDK 21 on. It is all that {@code main} has to do:
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *     AfterServer.run(App.builder().route("GET", "/", request -> Response.text("hello")).build(), args);
 * }
 * }</pre>
 *
 * <p>An application with more to it opens what it needs, gets a runtime made as it likes, and closes what it has opened when the
 * last task has ended:
 *
 * <pre>{@code
 * Database database = Database.open();
 * AfterServer.of(runtime -> shop(database, runtime))
 *         .runtime(tasks -> tasks.listener(new TaskLog(database)))
 *         .onStopped(database::close)
 *         .run(args);
 * }</pre>
 *
 * <p><b>Commands.</b> {@code start}, which is meant without one; {@code dev}, which shows what the application's code throws to
 * clients on this machine; {@code build}, which renders all pages that need no request into a folder, for {@code start} to serve
 * ({@link SiteBuilder}); {@code export DIR}, which writes a site for any server of static files.
 *
 * <p><b>Settings</b> come from arguments ({@code --port=80}), else the environment ({@code AFTER_PORT}; also {@code PORT}), else
 * system properties ({@code after.port}); those of tasks go before what {@link #runtime} has set. Times are {@code 500ms}, {@code 10s}
 * or {@code 2m}; a number alone is seconds.
 *
 * <table>
 * <caption>Settings and what they are unless set</caption>
 * <tr><td>{@code --host=127.0.0.1}<td>where to listen; {@code 0.0.0.0} is every address of the machine
 * <tr><td>{@code --port=8080}<td>0 is any free one
 * <tr><td>{@code --max-running=256}<td>tasks running at once (R20)
 * <tr><td>{@code --max-waiting=10000}<td>tasks waiting (R20)
 * <tr><td>{@code --max-duration=30s}<td>the time of a task (R21)
 * <tr><td>{@code --stop-timeout=10s}<td>how long a stop waits for requests in flight (R22)
 * <tr><td>{@code --drain-timeout=15s}<td>how long it then waits for tasks (R22)
 * <tr><td>{@code --max-head=8192}<td>bytes of a request's line and headers; more is 431, or 414
 * <tr><td>{@code --compression=on}<td>gzip, for clients that accept it
 * <tr><td>{@code --access-log=off}<td>one line per request, to the SLF4J logger {@code dev.after4j.access}
 * <tr><td>{@code --health=/health}<td>200 there while the server serves, 503 from the moment it is told to stop; {@code off} for none
 * <tr><td>{@code --forwarded=off}<td>whether to believe the headers {@code Forwarded} and {@code X-Forwarded-*}; only behind a proxy that sets them
 * <tr><td>{@code --pages=.after4j}<td>the folder of a build, which {@code start} serves if it is there, or is named here
 * <tr><td>{@code --page-memory=64}<td>MiB of pages in memory; others are read from that folder
 * <tr><td>{@code --run-tasks=off}<td>whether tasks of pages run at an export, once (R28); unless they do, a page that has any fails it
 * </table>
 *
 * <p><b>Stop.</b> On SIGTERM and SIGINT no more connections are accepted, requests in flight are finished, with {@code Connection: close},
 * tasks are drained, and what {@link #onStopped} was given is closed; then the process ends with 143 or 130, as the platform has it. A
 * second signal changes nothing.
 */
public final class AfterServer {
    /** The process is about to end by itself, with the exit code of the signal. */
    private static final int STOPPED = -1;

    private static final int FAILED = 1;
    private static final int WRONG_SETTING = 2;

    private final Function<AfterRuntime, App> app;
    private final AfterRuntime.Builder runtime = AfterRuntime.builder();
    private final List<Runnable> afterStop = new ArrayList<>();

    private AfterServer(Function<AfterRuntime, App> app) {
        this.app = Objects.requireNonNull(app, "app");
    }

    /** Runs {@code app} until the process is told to stop: {@code AfterServer.of(app).run(args)}. */
    public static void run(App app, String... args) {
        of(app).run(args);
    }

    /** A server for {@code app}, to be started once. */
    public static AfterServer of(App app) {
        Objects.requireNonNull(app, "app");
        return new AfterServer(runtime -> app);
    }

    /**
     * A server for an application whose own code uses its runtime: for jobs, or to show what is pending. {@code app} is called once,
     * when the settings have been read and before anything listens.
     */
    public static AfterServer of(Function<AfterRuntime, App> app) {
        return new AfterServer(app);
    }

    /** Whether {@code args} ask for the command {@code dev}: for {@code main}, which then lets templates be compiled again when they change. */
    public static boolean isDev(String... args) {
        return Arrays.asList(args).contains(Command.DEV.toString());
    }

    /** Changes how tasks are run: listeners, carriers, limits. Called at once. */
    public AfterServer runtime(Consumer<AfterRuntime.Builder> change) {
        change.accept(runtime);
        return this;
    }

    /**
     * Calls {@code action} once, when the server has stopped and the tasks are drained, or when it could not be started: to close what
     * requests and tasks use. The last one added is called first.
     */
    public AfterServer onStopped(Runnable action) {
        afterStop.add(0, Objects.requireNonNull(action, "action"));
        return this;
    }

    /**
     * Does what {@code args} ask for: starts and serves until the process is told to stop; or builds or exports, and then ends the process, exit code 0 or 1. A wrong setting or an unknown
     * command is one line on the standard error, exit code 2, and nothing was started; an address that is in use, or that this machine has not, and a folder of pages that is in use or was built by another version of the
     * application, is one line and exit code 1; so is a host that freezes the process after the response (R23).
     */
    public void run(String... args) {
        int exitCode = call(args, new PrintStream(System.out, true, UTF_8), System.err);
        if (exitCode != STOPPED) System.exit(exitCode);
    }

    int call(String[] args, PrintStream out, PrintStream errors) {
        try {
            Settings settings = settings(args);
            if (settings.command().isBuild()) return build(settings, out) ? 0 : FAILED;
            RunningServer running = start(settings, processStart());
            stopAtTheEndOfTheProcess(running);
            running.join();
            return STOPPED;
        } catch (SettingsException wrong) {
            errors.println(wrong.getMessage());
            return WRONG_SETTING;
        } catch (IOException | WaitUntil.Missing unable) {
            errors.println(unable.getMessage());
            return FAILED;
        }
    }

    private Settings settings(String[] args) {
        try {
            return Settings.of(new Given(args, System.getenv(), System::getProperty));
        } catch (SettingsException wrong) {
            RunningServer.callAll(afterStop);
            throw wrong;
        }
    }

    private static void stopAtTheEndOfTheProcess(RunningServer running) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(running::stop, "after4j-stop"));
        } catch (IllegalStateException endsAlready) { // told to stop while it started
            running.stop();
        }
    }

    private static Instant processStart() {
        return ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    }

    /**
     * Starts and returns, for tests and for a process that has more to do; whoever calls it stops the server. Settings are read as by
     * {@link #run}: {@code AfterServer.of(app).start("--port=0")}.
     *
     * @throws IllegalArgumentException for a wrong setting or an unknown command
     * @throws IOException if the address is in use, or this machine has none such
     * @throws WaitUntil.Missing on a host that freezes the process after the response, unless the runtime was given what it waits for (R23)
     */
    public RunningServer start(String... args) throws IOException {
        Settings settings = settings(args);
        if (!settings.command().isBuild()) return start(settings, Instant.now());
        RunningServer.callAll(afterStop);
        throw new SettingsException(settings.command() + " serves nothing: it is a command for run(..)");
    }

    private RunningServer start(Settings settings, Instant since) throws IOException {
        try {
            return start(settings, make(settings, runtime), since);
        } catch (Throwable failure) {
            RunningServer.callAll(afterStop);
            throw failure;
        }
    }

    private RunningServer start(Settings settings, AfterRuntime made, Instant since) throws IOException {
        try {
            App served = app.apply(made);
            ServedPages pages = ServedPages.open(settings, served);
            afterStop.add(0, pages::close);
            RunningServer running = RunningServer.start(settings, made, served, afterStop);
            running.announce(settings, pages, Duration.between(since, Instant.now()));
            return running;
        } catch (Throwable failure) {
            made.close(); // the application may have registered tasks already
            throw failure;
        }
    }

    /** What is refused here stands in the environment. */
    private static AfterRuntime make(Settings settings, AfterRuntime.Builder runtime) {
        settings.limit(runtime);
        try {
            return runtime.build();
        } catch (IllegalArgumentException wrong) {
            throw new SettingsException(wrong);
        }
    }

    /** Says whether nothing has failed. */
    private boolean build(Settings settings, PrintStream out) throws IOException {
        try {
            runtime.overflow(Overflow.ACCEPT).waitUntil(settled -> {}); // a build waits for its tasks, wherever it runs
            AfterRuntime made = make(settings, runtime);
            try {
                return Build.run(settings, SiteBuilder.of(app.apply(made), made), out::println);
            } finally {
                made.close();
            }
        } finally {
            RunningServer.callAll(afterStop);
        }
    }
}
