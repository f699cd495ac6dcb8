package dev.after4j.tomcat;

import static dev.after4j.After.after;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.After;
import dev.after4j.AfterRuntime;
import dev.after4j.Outcome;
import dev.after4j.servlet.AfterInitializer;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.AbstractProtocol;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.junit.jupiter.api.Test;

class EndingTest {
    @Test
    void r22_aTimeOutByAConnectorThatStopsIsAbortedEvenIfItsErrorPageWasSentWhole() {
        assertThat(whole(true, true)).isEqualTo(Outcome.Kind.ABORTED);
    }

    @Test
    void r13_whatWasSentWholeIsCompletedInTimeOrNotAndWhetherOrNotTheConnectorStops() {
        assertThat(whole(true, false)).isEqualTo(Outcome.Kind.COMPLETED);
        assertThat(whole(false, true)).isEqualTo(Outcome.Kind.COMPLETED);
        assertThat(whole(false, false)).isEqualTo(Outcome.Kind.COMPLETED);
    }

    private static Outcome.Kind whole(boolean timedOut, boolean stopped) {
        return new Ending(500, true, null, null, timedOut, stopped).outcome().kind();
    }

    private static final class Endless extends HttpServlet {
        private static final long serialVersionUID = 1L;

        final transient CompletableFuture<Outcome> outcome = new CompletableFuture<>();

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            after(() -> outcome.complete(After.outcome()));
            request.startAsync().setTimeout(0);
            response.flushBuffer();
        }
    }

    /** A connector that stops does that, if it comes before the time-out of what is asynchronous. */
    @Test
    void r13_r22_whatIsStillAsynchronousWhenItsConnectionIsClosedWasNotSentWhole() throws Exception {
        Endless endless = new Endless();
        try (TomcatServer server = TomcatServer.start(new AfterInitializer(AfterRuntime.create()), endless);
                Socket client = new Socket("127.0.0.1", server.port())) {
            client.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
            assertThat(client.getInputStream().read()).isEqualTo('H');
            closeConnections(server.connector);
            assertThat(endless.outcome.get(10, TimeUnit.SECONDS).kind()).isEqualTo(Outcome.Kind.FAILED);
        }
    }

    private static void closeConnections(Connector connector) throws Exception {
        Method endpoint = AbstractProtocol.class.getDeclaredMethod("getEndpoint");
        endpoint.setAccessible(true);
        AbstractEndpoint<?, ?> connections = (AbstractEndpoint<?, ?>) endpoint.invoke(connector.getProtocolHandler());
        for (SocketWrapperBase<?> connection : connections.getConnections()) {
            Lock inUse = connection.getLock();
            inUse.lock(); // until the servlet's thread has left it
            try {
                connection.close();
            } finally {
                inUse.unlock();
            }
        }
    }
}
