package dev.after4j.spring;

import static dev.after4j.After.after;

import dev.after4j.After;
import dev.after4j.AfterListener;
import dev.after4j.TaskOptions;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Has work left when it is told to stop. Says on the standard output what a test in another process waits for. */
@RestController
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class ShutdownApplication {
    private final CountDownLatch closing = new CountDownLatch(1);
    final CountDownLatch inFlight = new CountDownLatch(1);
    volatile String executor = "not asked";

    private final JdbcTemplate jdbc;
    private final AsyncTaskExecutor threads;
    private final CountDownLatch draining;

    /** Opens when the drain begins. */
    private static final class Draining implements AfterListener {
        final CountDownLatch begun = new CountDownLatch(1);

        @Override
        public void draining() {
            say("draining");
            begun.countDown();
        }
    }

    @Bean
    static Draining draining() {
        return new Draining();
    }

    ShutdownApplication(JdbcTemplate jdbc, AsyncTaskExecutor threads, Draining draining) {
        this.draining = draining.begun;
        this.jdbc = jdbc;
        this.threads = threads;
        jdbc.execute("create table if not exists done (task varchar(100))");
    }

    public static void main(String[] args) {
        ConfigurableApplicationContext context = SpringApplication.run(ShutdownApplication.class, args);
        say("port " + port(context));
    }

    static int port(ConfigurableApplicationContext context) {
        return ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    private static void say(String line) {
        System.out.println("> " + line);
    }

    /** The first that happens when a context is closed. */
    @EventListener
    void closed(ContextClosedEvent event) {
        say("closing");
        closing.countDown();
    }

    /** Tasks that take a second each from the moment at which the application is told to stop. */
    @GetMapping("/tasks")
    String tasks(@RequestParam int count) {
        for (int i = 0; i < count; i++)
            after(TaskOptions.named("slow"), () -> {
                closing.await();
                Thread.sleep(1000);
                done("slow");
            });
        return "registered";
    }

    /** Is answered only after the application was told to stop. */
    @GetMapping("/in-flight")
    String inFlight() throws Exception {
        after(TaskOptions.named("in flight"), () -> {
            say("in flight " + After.outcome().kind());
            done("in flight");
        });
        say("in flight");
        inFlight.countDown();
        closing.await();
        return "answered";
    }

    /** Hands work to the executor of {@code @Async} during the drain. */
    @GetMapping("/executor")
    String askExecutor() {
        after(TaskOptions.named("executor"), () -> {
            closing.await();
            draining.await();
            executor = "refused";
            threads.submit(() -> executor = "accepted").get();
        });
        return "asking";
    }

    /** Until the client has gone. */
    @GetMapping("/events")
    SseEmitter events() {
        after(() -> say("events " + After.outcome().kind()));
        SseEmitter events = new SseEmitter(0L);
        threads.submit(() -> {
            while (true) {
                events.send("tick");
                Thread.sleep(10);
            }
        });
        return events;
    }

    @GetMapping("/exit")
    String exit() {
        after(TaskOptions.named("exit"), () -> System.exit(3));
        return "exiting";
    }

    /** What a drain must not be held up by. */
    @GetMapping("/left")
    String leaveWork(@RequestHeader("Host") String host) {
        after(TaskOptions.named("self"), () -> {
            draining.await();
            try {
                URI.create("http://" + host + "/").toURL().openStream().close();
                say("self answered");
            } catch (IOException refused) {
                say("self " + refused.getClass().getName());
            }
        });
        after(TaskOptions.named("exit"), () -> {
            draining.await();
            System.exit(3);
        });
        registerForEver();
        return "left";
    }

    private void registerForEver() {
        after(TaskOptions.named("chain"), () -> {
            draining.await();
            registerForEver();
        });
    }

    @GetMapping("/endless")
    String endless() {
        after(TaskOptions.named("endless"), ShutdownApplication::never);
        return "never";
    }

    private static void never() {
        while (true) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException ignored) {
                // that is what makes it endless
            }
        }
    }

    @GetMapping("/restart")
    String restart() {
        new Thread(() -> Restarter.getInstance().restart()).start();
        return "restarting";
    }

    private void done(String task) {
        jdbc.update("insert into done values (?)", task);
    }
}
