package dev.after4j.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.after4j.AfterRuntime;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

/** What the handler costs requests that never call {@code after}. */
class AllocationTest {
    private static final int REQUESTS = 10_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Request request = untouched(Request.class);
    private final Response response = untouched(Response.class);

    /** Throws when it is asked for anything. */
    private static <T> T untouched(Class<T> type) {
        Object proxy = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, values) -> {
            throw new AssertionError("a request without after touched " + method);
        });
        return type.cast(proxy);
    }

    @Test
    void aRequestWithoutAfterAllocatesNothing() throws Exception {
        AfterHandler handler =
                new AfterHandler(AfterRuntime.create(), JettyServer.handler((request, response, callback) -> true));
        allocated(handler); // what is made once for each thread
        assertThat(allocated(handler) / REQUESTS).as("bytes for each request").isZero();
    }

    @Test
    void theMeasureSeesAllocations() throws Exception {
        AfterHandler handler = new AfterHandler(
                AfterRuntime.create(),
                JettyServer.handler((request, response, callback) -> new byte[100].clone().length > 0));
        assertThat(allocated(handler) / REQUESTS).isGreaterThan(100);
    }

    private long allocated(AfterHandler handler) throws Exception {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < REQUESTS; i++) handler.handle(request, response, Callback.NOOP);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
