package dev.after4j.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.after4j.AfterRuntime;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What the filter costs requests that never call {@code after}. */
class AllocationTest {
    private static final int REQUESTS = 10_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Filter filter = new FakeContext().started(new AfterInitializer(AfterRuntime.create()));
    private final HttpServletRequest request = new Plain(new FakeRequest().request);
    private byte[] kept = {};
    private final HttpServletResponse response = new HttpServletResponseWrapper(new FakeRequest().response) {
        @Override
        public int getStatus() {
            return SC_OK;
        }
    };

    /** Answers what is asked for each time by itself: a proxy would allocate. Whatever else is asked goes to the fake. */
    private static final class Plain extends HttpServletRequestWrapper {
        Plain(HttpServletRequest fake) {
            super(fake);
        }

        @Override
        public DispatcherType getDispatcherType() {
            return DispatcherType.REQUEST;
        }

        @Override
        public boolean isAsyncStarted() {
            return false;
        }
    }

    @Test
    void aRequestWithoutAfterAllocatesNothing() throws Exception {
        FilterChain chain = (same, reply) -> {};
        allocated(chain); // what is made once for each thread
        assertThat(allocated(chain) / REQUESTS).as("bytes for each request").isZero();
    }

    @Test
    void theMeasureSeesAllocations() throws Exception {
        assertThat(allocated((same, reply) -> kept = new byte[100]) / REQUESTS).isGreaterThan(100);
    }

    private long allocated(FilterChain chain) throws Exception {
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < REQUESTS; i++) filter.doFilter(request, response, chain);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
