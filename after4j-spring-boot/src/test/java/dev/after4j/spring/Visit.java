package dev.after4j.spring;

import static dev.after4j.After.after;

import dev.after4j.After;
import dev.after4j.AfterTask;
import dev.after4j.TaskOptions;
import dev.after4j.request.CurrentRequest;
import dev.after4j.request.RequestView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One request of a test and what its tasks saw. The application finds it by a header; the tasks are held until the client
 * has read its response.
 */
final class Visit {
    static final String HEADER = "x-visit";
    static final Map<String, Visit> ALL = new ConcurrentHashMap<>();
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** What a task saw of its request. */
    record Seen(String from, String path, String user, String route, int status) {}

    final String number = Integer.toString(NUMBERS.incrementAndGet());
    final AtomicInteger begun = new AtomicInteger();
    /** For handlers that wait for the test, half-way. */
    final CountDownLatch goOn = new CountDownLatch(1);
    /** What the application hands to the test. */
    final BlockingQueue<Object> handed = new LinkedBlockingQueue<>();

    private final CountDownLatch read = new CountDownLatch(1);
    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();

    Visit() {
        ALL.put(number, this);
    }

    /** Of the request that this thread, or its task, belongs to. */
    static Visit current() {
        return ALL.get(CurrentRequest.headers().first(HEADER).orElseThrow());
    }

    /** Registers a task in the code of the application that {@code from} names. */
    static void register(String from) {
        AfterTask task = () -> current().look(from);
        after(TaskOptions.named(from), task);
    }

    private void look(String from) throws InterruptedException {
        begun.incrementAndGet();
        await(read);
        RequestView request = CurrentRequest.get();
        seen.add(new Seen(
                from,
                request.path(),
                request.cookies().value("user").orElse("nobody"),
                request.route().orElse("none"),
                After.outcome().status().orElse(0)));
    }

    /** Lets the tasks go, and gives what {@code count} of them saw, in no order. */
    List<Seen> letGo(int count) throws InterruptedException {
        read.countDown();
        List<Seen> all = new ArrayList<>();
        while (all.size() < count) {
            Seen next = seen.poll(10, TimeUnit.SECONDS);
            if (next == null) throw new AssertionError("no task but those of " + all);
            all.add(next);
        }
        return all;
    }

    /** What tasks saw beyond what the test waited for. */
    List<Seen> rest() {
        return List.copyOf(seen);
    }

    <T> T take(Class<T> type) throws InterruptedException {
        return type.cast(handed.poll(10, TimeUnit.SECONDS));
    }

    static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(10, TimeUnit.SECONDS)) throw new AssertionError("waited in vain");
    }
}
