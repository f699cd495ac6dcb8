package dev.after4j;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.after4j.spi.LazyScopes;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.Surface;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class LazyScopesTest {
    private static final Surface HANDLER = Surface.of("route handler", Surface.RequestAccess.ALLOWED);

    /** What an application is to its server: it holds what it was given, and so its class loader. */
    private static final class Application implements BiFunction<String, String, OpenScope> {
        @Override
        public OpenScope apply(String request, String response) {
            throw new AssertionError("nobody asks for a scope");
        }
    }

    @Test
    void aServersThreadDoesNotHoldAnApplicationThatItServed() throws Exception {
        ExecutorService server = Executors.newSingleThreadExecutor();
        WeakReference<Application> gone =
                server.submit(LazyScopesTest::serveOnce).get();
        server.submit(() -> {}).get(); // the thread has left the first command
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            while (gone.get() != null) System.gc();
        });
        server.shutdown();
    }

    private static WeakReference<Application> serveOnce() {
        Application application = new Application();
        new LazyScopes<>(HANDLER, application).enter("request", "response").close();
        return new WeakReference<>(application);
    }
}
