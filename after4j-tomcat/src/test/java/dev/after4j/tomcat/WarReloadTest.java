package dev.after4j.tomcat;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.After;
import dev.after4j.AfterRuntime;
import dev.after4j.Outcome;
import dev.after4j.servlet.AfterInitializer;
import dev.after4j.servlet.ConformanceServlet;
import dev.after4j.test.conformance.Application;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.junit.jupiter.api.Test;

/** A web application that is reloaded: its context stays, its class loader must go. */
class WarReloadTest {
    private static final Path FILE = Path.of("target", "reload.war").toAbsolutePath();

    private volatile CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private Context context;

    @Test
    void aReloadIsExactAgainAndKeepsNothingOfTheOldClassLoader() throws Exception {
        writeWar();
        startTheTimerOfTheJdk();
        try (TomcatServer server = TomcatServer.start(this::deploy)) {
            answerAndTask(server);
            WeakReference<ClassLoader> old =
                    new WeakReference<>(context.getLoader().getClassLoader());
            context.reload();
            answerAndTask(server);
            // the threads of the old runtime end when they have been idle for some seconds
            long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (old.get() != null && System.nanoTime() < patience) System.gc();
            assertThat(old.get()).as("the old class loader").isNull();
        }
    }

    /** Up to JDK 24 its one thread belongs for ever to the class loader of whoever is the first to need it. */
    private static void startTheTimerOfTheJdk() {
        CompletableFuture.delayedExecutor(1, TimeUnit.NANOSECONDS).execute(() -> {});
    }

    private void deploy(TomcatServer server) {
        context = server.tomcat.addWebapp("", FILE.toString());
        context.addLifecycleListener(event -> {
            if (event.getType().equals(Lifecycle.BEFORE_START_EVENT)) share(context);
        });
    }

    private void share(Context started) {
        Application application = exchange -> {
            CompletableFuture<Outcome> mine = outcome;
            after(() -> {
                mine.complete(After.outcome());
            });
        };
        started.getServletContext().setAttribute(AfterRuntime.class.getName(), AfterRuntime.create());
        started.getServletContext().setAttribute(WarServlet.APPLICATION, application);
    }

    private void answerAndTask(TomcatServer server) throws Exception {
        outcome = new CompletableFuture<>();
        try (var in =
                URI.create("http://127.0.0.1:" + server.port() + "/").toURL().openStream()) {
            in.readAllBytes();
        }
        assertThat(outcome.get(10, TimeUnit.SECONDS).kind()).isEqualTo(Outcome.Kind.COMPLETED);
    }

    private static void writeWar() throws Exception {
        try (War war = new War(FILE)) {
            war.with(AfterInitializer.class)
                    .with(TomcatProvider.class)
                    .with(ConformanceServlet.class)
                    .withClass(WarServlet.class);
        }
    }
}
