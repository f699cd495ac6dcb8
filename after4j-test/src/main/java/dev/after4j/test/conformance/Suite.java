package dev.after4j.test.conformance;

import static dev.after4j.After.after;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.after4j.AfterRuntime;
import dev.after4j.AfterTask;
import dev.after4j.TaskEnd;
import dev.after4j.TaskOptions;
import dev.after4j.spi.ContextCarrier;
import dev.after4j.test.internal.NotMet;
import dev.after4j.test.internal.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** What the rules' tests have in common: one server, held tasks, clients, and the rules that are skipped. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Suite {
    private static final String OURS = "dev.after4j.";

    final Journal journal = new Journal();
    final Luggage luggage = new Luggage();
    private final List<HeldTask> held = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final AtomicInteger others = new AtomicInteger();
    private @Nullable Site site;
    private Patience patience = new Patience(Duration.ZERO);

    abstract Protocol protocol();

    abstract ServerUnderTest start(AfterRuntime runtime, Application application) throws Exception;

    abstract Map<String, String> notMet();

    abstract Duration patience();

    abstract AfterRuntime.Builder runtime();

    @BeforeAll
    final void startServer() throws Exception {
        patience = new Patience(patience());
        new NotMet(notMet()).refuseUnknownNames(AfterConformance.class);
        site = newSite(runtime());
    }

    @AfterAll
    final void stopServer() throws Exception {
        if (site != null) site.close();
    }

    @BeforeEach
    final void skipWhatIsNotMet(TestInfo test) {
        new NotMet(notMet()).skip(test);
    }

    @AfterEach
    final void letGo() throws Exception {
        held.forEach(HeldTask::release);
        held.clear();
        for (AutoCloseable open : opened) open.close();
        opened.clear();
    }

    final void only(Protocol needed, String reason) {
        assumeTrue(protocol() == needed, reason);
    }

    final Patience waiting() {
        return patience;
    }

    final Site site() {
        if (site == null) throw new IllegalStateException("the server has not been started");
        return site;
    }

    /** A server of its own, closed after the test. */
    final Site newSite(AfterRuntime.Builder options) throws Exception {
        AfterRuntime made = options.listener(journal)
                .carriers(List.of(ContextCarrier.mdc(), luggage))
                .build();
        Site own = new Site(made, this::start);
        if (site != null) opened.add(own);
        return own;
    }

    /** A task that is released after the test, at the latest. */
    final HeldTask hold(String name) {
        HeldTask task = new HeldTask(name, patience);
        held.add(task);
        return task;
    }

    final TaskOptions named(String name) {
        return TaskOptions.named(name);
    }

    final Client connect() throws IOException {
        return connect(site());
    }

    final Client connect(Site to) throws IOException {
        Client client = Client.connect(protocol(), to.port(), patience.limit());
        opened.add(client);
        return client;
    }

    /** Serves {@code handler} at the path made of {@code name}, and gives that path. */
    final String at(String name, Application handler) {
        String path = "/" + name;
        site().route(path, handler);
        return path;
    }

    /**
     * Another client has a whole exchange, up to the start of its task: a wrong finish of an earlier one, if the server
     * has reported it, has had its time.
     */
    final void meanwhileAnotherExchange() throws Exception {
        String name = "another-" + others.incrementAndGet();
        CompletableFuture<Boolean> ran = new CompletableFuture<>();
        AfterTask task = () -> ran.complete(true);
        String path = at(name, exchange -> after(named(name), task));
        try (Client other = Client.connect(protocol(), site().port(), patience.limit())) {
            other.get(path).body();
            patience.await(ran, "the task of another client's exchange");
        }
    }

    /**
     * Until {@code handler} has left the suite's application, and the integration around that, too, unless the server makes it wait
     * there: a finish at their return, which would be wrong, has been reported then.
     */
    final void awaitReturn(Thread handler) {
        long end = System.nanoTime() + patience.limit().toNanos();
        while (isInApplication(handler) || isOnItsWay(handler)) {
            if (System.nanoTime() > end)
                throw patience.tooLong("the handler's return, which must not wait for the client");
            Thread.onSpinWait();
        }
    }

    private static boolean isInApplication(Thread thread) {
        return isIn(thread, Site.class.getName());
    }

    private static boolean isOnItsWay(Thread thread) {
        return thread.getState() == Thread.State.RUNNABLE && isIn(thread, OURS);
    }

    private static boolean isIn(Thread thread, String code) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith(code));
    }

    final void succeeded(String name) {
        Journal.Entry entry = journal.await(name, patience);
        if (entry.end().kind() != TaskEnd.Kind.SUCCEEDED)
            fail("task '" + name + "' ended " + entry.end().kind() + " "
                    + entry.end().error());
    }
}
