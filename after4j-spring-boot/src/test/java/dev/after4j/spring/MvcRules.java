package dev.after4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Wherever Spring MVC runs code of an application, it may call {@code after}: the task runs once, after the response, and
 * sees its request.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class MvcRules {
    /** Of Boot's executor, unless they are virtual. */
    private static final int THREADS = 8;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final BootServer.Host host;
    private BootServer server;

    MvcRules(BootServer.Host host) {
        this.host = host;
    }

    @BeforeAll
    void start() {
        server = BootServer.start(host, MvcApplication.class);
    }

    /** What else would run has run when the server has stopped. */
    @AfterAll
    void r08_noTaskRanTwice() {
        server.close();
        assertThat(Visit.ALL.values()).flatExtracting(Visit::rest).isEmpty();
    }

    private HttpRequest.Builder request(Visit visit, String to) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/" + to + "/" + visit.number))
                .header(Visit.HEADER, visit.number)
                .header("cookie", "user=" + visit.number);
    }

    /** A whole exchange, in which nothing but the given code registers tasks. */
    private void runsAfter(String to, int status, String... from) throws Exception {
        Visit visit = new Visit();
        runsAfter(visit, request(visit, to).build(), to, status, from);
    }

    private void runsAfter(Visit visit, HttpRequest request, String to, int status, String... from) throws Exception {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo(status == 304 ? "" : "answered");
        seen(visit, to, status, from);
    }

    private static void seen(Visit visit, String to, int status, String... from) throws InterruptedException {
        List<Visit.Seen> seen = visit.letGo(from.length);
        assertThat(seen).extracting(Visit.Seen::from).containsExactlyInAnyOrder(from);
        assertThat(seen)
                .allMatch(task -> task.path().equals("/" + to + "/" + visit.number), "path")
                .allMatch(task -> task.user().equals(visit.number), "cookie")
                .allMatch(task -> task.route().equals("/" + to + "/{id}"), "route")
                .allMatch(task -> task.status() == status, "status");
    }

    @Test
    void r01_inARestController() throws Exception {
        runsAfter("rest", 200, "controller");
    }

    @Test
    void r01_inAControllerAndItsView() throws Exception {
        runsAfter("page", 200, "controller", "view");
    }

    @Test
    void r01_inAServiceTenCallsDown() throws Exception {
        runsAfter("deep", 200, "service");
    }

    @Test
    void r01_inAFilterOfTheHighestPrecedence() throws Exception {
        runsAfter("filtered", 200, "filter, before", "controller", "filter, behind");
    }

    @Test
    void r01_inAnInterceptor() throws Exception {
        runsAfter("intercepted", 200, "preHandle", "controller", "afterCompletion");
    }

    @Test
    void r07_inAControllerAdvice() throws Exception {
        runsAfter("advised", 409, "controller", "advice");
    }

    @Test
    void r07_inTheErrorPage() throws Exception {
        runsAfter("broken", 500, "controller", "error page");
    }

    @Test
    void r05_behindAFilterThatKeepsTheResponse() throws Exception {
        runsAfter("cached", 200, "controller", "filter with 8");
    }

    @Test
    void r05_behindAFilterThatAnswersNotModified() throws Exception {
        Visit first = new Visit();
        HttpResponse<String> response = client.send(request(first, "tagged").build(), BodyHandlers.ofString());
        seen(first, "tagged", 200, "controller");
        Visit second = new Visit();
        String tag = response.headers().firstValue("etag").orElseThrow();
        HttpRequest again =
                request(second, "tagged").header("if-none-match", tag).build();
        runsAfter(second, again, "tagged", 304, "controller");
    }

    @Test
    void r14_withAnUpload() throws Exception {
        Visit visit = new Visit();
        String part =
                "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nuploaded\r\n--line--\r\n";
        HttpRequest upload = request(visit, "upload")
                .header("content-type", "multipart/form-data; boundary=line")
                .POST(BodyPublishers.ofString(part))
                .build();
        runsAfter(visit, upload, "upload", 200, "uploaded");
    }

    @Test
    void r03_inACallable() throws Exception {
        Visit visit = new Visit();
        runsAfter(visit, request(visit, "callable").build(), "callable", 200, "controller", "callable");
        assertThat(visit.take(String.class))
                .as("a thread of applicationTaskExecutor")
                .startsWith("task-");
    }

    @Test
    void r03_inAnAsyncMethod() throws Exception {
        Visit visit = new Visit();
        runsAfter(visit, request(visit, "background").build(), "background", 200, "async method");
        assertThat(visit.take(String.class))
                .as("a thread of applicationTaskExecutor")
                .startsWith("task-");
    }

    @Test
    void r14_inAnAsyncMethodThatBeginsWhenTheRequestIsOver() throws Exception {
        List<Visit> visits = Stream.generate(Visit::new).limit(THREADS + 1).toList();
        for (Visit visit : visits) client.send(request(visit, "late").build(), BodyHandlers.ofString());
        runsAfter("rest", 200, "controller"); // on the same connection, so that the exchanges before are over
        visits.forEach(visit -> visit.goOn.countDown()); // the last has waited for a thread
        for (Visit visit : visits) seen(visit, "late", 200, "late");
    }

    @Test
    void r05_aStreamHoldsTheTasksOfItsBodyAndOfItsController() throws Exception {
        Visit visit = new Visit();
        HttpResponse<InputStream> response =
                client.send(request(visit, "stream").build(), BodyHandlers.ofInputStream());
        int half = MvcApplication.Streams.HALF / 2; // some of it is still on its way
        assertThat(response.body().readNBytes(half)).hasSize(half);
        assertThat(visit.take(String.class))
                .as("a thread of applicationTaskExecutor")
                .startsWith("task-");
        noneBegan(visit);
        visit.goOn.countDown();
        assertThat(response.body().readAllBytes()).hasSize(3 * half);
        seen(visit, "stream", 200, "controller", "body");
    }

    @Test
    void r05_anEmitterHoldsTheTasksUntilItIsComplete() throws Exception {
        Visit visit = new Visit();
        HttpResponse<InputStream> response =
                client.send(request(visit, "events").build(), BodyHandlers.ofInputStream());
        assertThat(response.body().readNBytes(10)).asString().isEqualTo("data:one\n\n");
        SseEmitter emitter = visit.take(SseEmitter.class);
        noneBegan(visit);
        emitter.send("two");
        emitter.complete();
        assertThat(response.body().readAllBytes()).asString().isEqualTo("data:two\n\n");
        seen(visit, "events", 200, "controller");
    }

    @Test
    void r05_aDeferredResultHoldsTheTasksUntilItIsThere() throws Exception {
        Visit visit = new Visit();
        CompletableFuture<HttpResponse<String>> response =
                client.sendAsync(request(visit, "deferred").build(), BodyHandlers.ofString());
        @SuppressWarnings("unchecked")
        DeferredResult<String> later = visit.take(DeferredResult.class);
        noneBegan(visit);
        later.setResult("answered");
        assertThat(response.get().body()).isEqualTo("answered");
        seen(visit, "deferred", 200, "controller");
    }

    /** Another exchange has all its time in between. */
    private void noneBegan(Visit visit) throws Exception {
        runsAfter("rest", 200, "controller");
        assertThat(visit.begun).as("tasks that began during the response").hasValue(0);
    }
}
