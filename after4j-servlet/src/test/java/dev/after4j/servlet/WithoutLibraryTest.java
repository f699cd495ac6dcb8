package dev.after4j.servlet;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** An application without the context-propagation library: its tasks see the MDC, and all else works. */
class WithoutLibraryTest {
    /** Runs in a class loader of its own, on whose path the library is not. */
    public static final class Application implements Callable<String> {
        @Override
        public String call() throws Exception {
            FakeContext context = new FakeContext();
            Filter filter = context.started(new AfterInitializer());
            FakeRequest fake = new FakeRequest();
            CompletableFuture<String> seen = new CompletableFuture<>();
            MDC.put("trace", "t1");
            filter.doFilter(fake.request, fake.response, (request, response) -> {
                after(() -> {
                    seen.complete(MDC.get("trace"));
                });
                MDC.clear();
            });
            context.destroyed(fake.request);
            return ContextPropagation.carriers().size() + " carrier, " + seen.get(10, TimeUnit.SECONDS);
        }
    }

    private static URL url(String path) {
        try {
            return new File(path).toURI().toURL();
        } catch (MalformedURLException wrong) {
            throw new AssertionError(wrong);
        }
    }

    @Test
    void r12_tasksSeeTheMdc() throws Exception {
        URL[] path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("context-propagation"))
                .map(WithoutLibraryTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader without = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            Object application = without.loadClass(Application.class.getName())
                    .getDeclaredConstructor()
                    .newInstance();
            assertThat(((Callable<?>) application).call()).isEqualTo("1 carrier, t1");
        }
        assertThat(ContextPropagation.carriers()).as("with the library").hasSize(2);
    }
}
