package dev.after4j.servlet;

import static dev.after4j.After.after;
import static dev.after4j.servlet.UndertowServer.at;
import static dev.after4j.servlet.UndertowServer.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.After;
import dev.after4j.AfterRuntime;
import dev.after4j.Outcome;
import dev.after4j.TaskOptions;
import dev.after4j.request.CurrentRequest;
import dev.after4j.request.RequestView;
import io.undertow.servlet.api.ErrorPage;
import io.undertow.servlet.api.ServletStackTraces;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** One exchange on Undertow, whose tasks note what they see. */
@Timeout(30)
abstract class Dispatches {
    /** What a task saw when it started. */
    record Seen(String task, boolean handlersDone, Outcome outcome, RequestView request) {}

    static final class Unhappy extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    final AfterRuntime runtime = AfterRuntime.builder().maxRunning(1).build();
    private final LinkedBlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    volatile boolean handlersDone;
    UndertowServer server;

    @AfterEach
    void stop() throws Exception {
        server.stop();
        assertThat(runtime.pending()).as("tasks without an end").isZero();
    }

    final void serve(Map<String, Code> servlets, ErrorPage... errorPages) throws Exception {
        server = UndertowServer.start(info -> {
            info.addServletContainerInitializer(by(new AfterInitializer(runtime)))
                    .setServletStackTraces(ServletStackTraces.NONE)
                    .addErrorPages(errorPages);
            servlets.forEach((mapping, code) -> info.addServlet(at(mapping, Code.servlet(code))));
        });
    }

    final HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(10))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Registers a task that notes what it sees; all tasks of one exchange must see the same outcome. */
    final void note(String task) {
        after(TaskOptions.named(task), () -> {
            seen.add(new Seen(task, handlersDone, After.outcome(), CurrentRequest.get()));
        });
    }

    /** The tasks in the order in which they started, each after all code of the exchange, of one finish. */
    final List<Seen> tasks(int count) throws InterruptedException {
        List<Seen> all = new CopyOnWriteArrayList<>();
        for (int i = 0; i < count; i++) {
            Seen next = seen.poll(10, TimeUnit.SECONDS);
            assertThat(next).as("task %d of %d", i + 1, count).isNotNull();
            all.add(next);
        }
        assertThat(all).as("tasks that started early").allMatch(Seen::handlersDone);
        assertThat(all)
                .as("the finishes")
                .extracting(one -> System.identityHashCode(one.outcome()))
                .containsOnly(System.identityHashCode(all.get(0).outcome()));
        return all;
    }

    static void onOtherThread(Runnable code) {
        new Thread(code, "elsewhere").start();
    }
}
