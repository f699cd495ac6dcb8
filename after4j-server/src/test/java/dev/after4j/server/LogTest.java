package dev.after4j.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.after4j.app.App;
import dev.after4j.app.Response;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogTest {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage());
        }
    };

    private static Logger ours() {
        return (Logger) LoggerFactory.getLogger("dev.after4j");
    }

    @BeforeEach
    void listen() {
        appender.start();
        ours().addAppender(appender);
    }

    @AfterEach
    void leave() {
        ours().detachAppender(appender);
    }

    private static RunningServer start(String... args) throws Exception {
        App app = App.builder()
                .route("GET", "/seen", request -> Response.text("12345"))
                .build();
        return AfterServer.of(app).start(args);
    }

    private String next(String logger) throws InterruptedException {
        String line;
        do line = lines.poll(10, TimeUnit.SECONDS);
        while (line != null && !line.startsWith(logger));
        return line;
    }

    @Test
    void theStartSaysWhereAndHowItServes() throws Exception {
        try (RunningServer server = start("--port=0", "--drain-timeout=3s", "--health=off")) {
            assertThat(next("dev.after4j.server"))
                    .contains(server.address() + ", HTTP/1.1 and HTTP/2", "health at no path", "compression on");
            assertThat(next("dev.after4j.server"))
                    .endsWith("Pages are rendered when first asked for, and kept in memory");
            assertThat(next("dev.after4j.server"))
                    .contains("Started in ", "on JDK " + Runtime.version(), "PT10S for requests, then PT3S for tasks")
                    .contains(Runtime.version().feature() < 21 ? "platform threads" : "virtual threads");
        }
    }

    @Test
    void requestsAreLoggedWhereThatIsSwitchedOn() throws Exception {
        try (RunningServer server = start("--port=0", "--access-log=on")) {
            Clients.get(server, "/seen?a=b");
            assertThat(next("dev.after4j.access")).contains("127.0.0.1", "\"GET /seen?a=b HTTP/1.1\" 200 5 ");
        }
        try (RunningServer server = start("--port=0")) {
            Clients.get(server, "/seen");
        }
        assertThat(lines).noneMatch(line -> line.startsWith("dev.after4j.access"));
    }

    @Test
    void theHeadOfARequestMayBeAsLongAsItIsSet() throws Exception {
        try (RunningServer server = start("--port=0", "--max-head=20000")) {
            assertThat(Clients.get(server, "/seen", "x", "y".repeat(15_000)).statusCode())
                    .isEqualTo(200);
        }
    }
}
