package dev.after4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.AfterRuntime;
import dev.after4j.DrainReport;
import dev.after4j.TaskEnd;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.context.ConfigurableApplicationContext;

/** R22 in the process of a test: an application is closed, stopped, paused. */
@Timeout(300) // of hanging: nothing here waits for a time limit that is met
class ShutdownTest {
    private final DoneTasks done = new DoneTasks("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");

    private final LoggedLines lines = new LoggedLines(DrainLifecycle.class);

    private ConfigurableApplicationContext start(String... more) {
        SpringApplication application = new SpringApplication(ShutdownApplication.class);
        application.addListeners(lines);
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.add("--server.port=0");
        arguments.add("--server.address=127.0.0.1");
        arguments.addAll(done.arguments());
        return application.run(arguments.toArray(String[]::new));
    }

    @Test
    void r22_closeAnswersWhatIsInFlightAndLosesNothing() throws Exception {
        ConfigurableApplicationContext context = start(
                "--spring.lifecycle.timeout-per-shutdown-phase=10m",
                "--after4j.max-running=1100",
                "--after4j.drain-timeout=10m",
                "--after4j.max-duration=10m");
        ShutdownApplication application = context.getBean(ShutdownApplication.class);
        AfterRuntime runtime = context.getBean(AfterRuntime.class);
        Http http = new Http(ShutdownApplication.port(context));
        assertThat(http.get("/tasks?count=1000")).isEqualTo("registered");
        http.get("/executor");
        CompletableFuture<HttpResponse<String>> inFlight = http.start("/in-flight");
        application.inFlight.await();
        context.close();
        assertThat(inFlight.get().body()).isEqualTo("answered");
        assertThat(done.count()).isEqualTo(1001);
        assertThat(runtime.ended(TaskEnd.Kind.ABANDONED)).isZero();
        assertThat(application.executor).isEqualTo("accepted");
    }

    @Test
    void r22_aContextThatIsStoppedOrPausedGoesOnAndADrainEndsReadiness() throws Exception {
        ConfigurableApplicationContext context = start("--after4j.max-duration=10m", "--after4j.drain-timeout=20m");
        assertThat(lines.all())
                .singleElement()
                .asString()
                .startsWith("INFO after4j: a shutdown may take 1210 s: 10 s for requests in flight");
        AfterRuntime runtime = context.getBean(AfterRuntime.class);
        context.stop();
        context.start();
        context.pause();
        context.restart();
        assertThat(runtime.draining()).isFalse();
        Http http = new Http(ShutdownApplication.port(context));
        http.get("/executor"); // waits for the context's end
        assertThat(http.status("/actuator/health/readiness")).isEqualTo(200);
        CountDownLatch refusing = new CountDownLatch(1);
        context.addApplicationListener((AvailabilityChangeEvent<?> change) -> refusing.countDown());
        // not on the common pool, whose only thread the client needs on a machine with two processors
        CompletableFuture<DrainReport> drain =
                CompletableFuture.supplyAsync(runtime::drain, code -> new Thread(code).start());
        refusing.await();
        assertThat(http.status("/actuator/health/readiness")).isEqualTo(503);
        assertThat(drain).isNotDone();
        context.close();
        assertThat(drain.get().abandoned()).isEmpty();
    }
}
