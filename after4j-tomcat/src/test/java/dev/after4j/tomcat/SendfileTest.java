package dev.after4j.tomcat;

import static dev.after4j.After.after;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.after4j.AfterRuntime;
import dev.after4j.servlet.AfterInitializer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Tomcat's servlet for files sends them, from 48 KB on, after it has logged the access, unless it is kept from that. */
class SendfileTest {
    private static final int LARGE = 10 * 1024 * 1024;

    @TempDir
    Path files;

    private final CountDownLatch other = new CountDownLatch(1);
    private final CountDownLatch large = new CountDownLatch(1);

    /** Registers a task before or after the file is served, or none. */
    private final class Registering extends HttpFilter {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            String when = String.valueOf(request.getQueryString());
            CountDownLatch ran = request.getRequestURI().equals("/large") ? large : other;
            if (when.equals("before")) after(ran::countDown);
            chain.doFilter(request, response);
            if (when.equals("later")) after(ran::countDown);
        }
    }

    private TomcatServer start(Consumer<TomcatServer> more) throws Exception {
        Files.write(files.resolve("large"), new byte[LARGE]);
        Files.write(files.resolve("large.txt"), new byte[LARGE]);
        Files.write(files.resolve("small"), new byte[10]);
        return TomcatServer.start(server -> {
            more.accept(server);
            StandardContext context = server.context("");
            context.setDocBase(files.toString());
            context.addMimeMapping("txt", "text/plain");
            context.addServletContainerInitializer(new AfterInitializer(AfterRuntime.create()), Set.of());
            context.addServletContainerInitializer(
                    (classes, shared) -> {
                        var filter = shared.addFilter("registering", new Registering());
                        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
                    },
                    Set.of());
            Tomcat.addServlet(context, "files", "org.apache.catalina.servlets.DefaultServlet");
            context.addServletMapping("/", "files");
        });
    }

    @Test
    void r05_aReaderThatStopsHoldsTheTasksOfAFileBack() throws Exception {
        try (TomcatServer server = start(none -> {});
                Socket client = open(server, "/large?before")) {
            InputStream in = client.getInputStream();
            assertThat(in.readNBytes(100_000)).hasSize(100_000);
            read(server, "/small?before");
            await(other);
            assertThat(large.getCount())
                    .as("tasks held back while 9.9 MB are unread")
                    .isOne();
            in.readAllBytes();
            await(large);
        }
    }

    @Test
    void theResponseIsTheSameAsWithoutAfter() throws Exception {
        try (TomcatServer server = start(none -> {})) {
            byte[] expected = read(server, "/large");
            assertThat(body(read(server, "/large?before")))
                    .isEqualTo(body(expected))
                    .hasSize(LARGE);
            assertThat(head(read(server, "/large?before"))).isEqualTo(head(expected));
        }
    }

    @Test
    void anEarlyFinishIsSaidOnce() throws Exception {
        var logger = (Logger) LoggerFactory.getLogger(TomcatProvider.class);
        var log = new ListAppender<ILoggingEvent>();
        log.start();
        logger.addAppender(log);
        try (TomcatServer server = start(none -> {})) {
            assertThat(body(read(server, "/large?later"))).hasSize(LARGE);
            await(large);
            assertThat(body(read(server, "/large?later"))).hasSize(LARGE);
        } finally {
            logger.detachAppender(log);
        }
        List<String> warnings = log.list.stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
        assertThat(warnings)
                .containsExactly(
                        "after4j in '': /large was sent with sendfile, so that the tasks of its request may start"
                                + " before the last byte has left (said once); useSendfile=\"false\" at the connector, or"
                                + " sendfileSize=-1 at Tomcat's DefaultServlet, makes the finish exact");
    }

    @Test
    void aConnectorThatCompressesIsLeftAlone() throws Exception {
        try (TomcatServer server = start(TomcatServer::compress)) {
            assertThat(head(read(server, "/large.txt?before"))).isEqualTo(head(read(server, "/large.txt")));
        }
    }

    private static Socket open(TomcatServer server, String target) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port());
        client.setSoTimeout(10_000);
        String request = "GET " + target + " HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n";
        client.getOutputStream().write(request.getBytes(ISO_8859_1));
        return client;
    }

    private static byte[] read(TomcatServer server, String target) throws IOException {
        try (Socket client = open(server, target)) {
            var all = new ByteArrayOutputStream();
            client.getInputStream().transferTo(all);
            return all.toByteArray();
        }
    }

    private static void await(CountDownLatch ran) throws InterruptedException {
        assertThat(ran.await(10, TimeUnit.SECONDS)).as("the task ran").isTrue();
    }

    private static List<String> head(byte[] response) {
        String text = new String(response, 0, Math.min(response.length, 1_000), ISO_8859_1);
        return text.substring(0, text.indexOf("\r\n\r\n"))
                .lines()
                .filter(line -> !line.startsWith("Date:"))
                .toList();
    }

    private static byte[] body(byte[] response) {
        int head = new String(response, 0, Math.min(response.length, 1_000), ISO_8859_1).indexOf("\r\n\r\n") + 4;
        return Arrays.copyOfRange(response, head, response.length);
    }
}
