package dev.after4j.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.Context;
import dev.after4j.After;
import dev.after4j.servlet.AfterInitializer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;

/** As a user has it: Tomcat's distribution and a web application that brings everything. */
class WarProcessTest {
    private static final Path HOME = Path.of(System.getProperty("tomcat.distribution"));
    private static final String PORT = "Starting ProtocolHandler \\[.*-(\\d+)\"\\]";
    private static final String LOGBACK = """
            <configuration>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%level %msg%n</pattern></encoder>
              </appender>
              <root level="INFO"><appender-ref ref="out"/></root>
            </configuration>
            """;

    /** Logback ends itself with the context, before the drain can report, unless it is told not to. */
    private static final String WEB_XML = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.1">
              <context-param>
                <param-name>logbackDisableServletContainerInitializer</param-name>
                <param-value>true</param-value>
              </context-param>
            </web-app>
            """;

    @Test
    void r22_aSignalDrainsAHeldTaskAndPrintsTheReport(@TempDir Path base) throws Exception {
        try (War war = war(base)) {
            war.with(TomcatProvider.class);
        }
        try (TomcatProcess tomcat = new TomcatProcess(HOME, base)) {
            tomcat.await("INFO after4j in '': the finish is exact: Tomcat's access log");
            String port = tomcat.await(PORT).group(1);
            assertThat(get(port, "one")).isEqualTo("answered");
            tomcat.await("begun: one");
            tomcat.write("1");
            tomcat.await("read: 1");
            assertThat(get(port, "two")).isEqualTo("answered");
            tomcat.await("begun: two");
            tomcat.process.toHandle().destroy(); // leaves its streams open
            tomcat.await("waiting for tasks");
            tomcat.write("2");
            tomcat.await("read: 2");
            tomcat.await("INFO after4j drained: 1 pending at the start, 0 abandoned");
            assertThat(tomcat.awaitExit()).isEqualTo(143);
            assertThat(tomcat.allLines()).noneMatch(line -> line.contains("SEVERE") || line.startsWith("WARN "));
        }
    }

    @Test
    void withoutThisModuleTheSignalIsThePortableOne(@TempDir Path base) throws Exception {
        war(base).close();
        try (TomcatProcess tomcat = new TomcatProcess(HOME, base)) {
            tomcat.await("INFO after4j in '': the finish is 'handler done'");
            String port = tomcat.await(PORT).group(1);
            assertThat(get(port, "one")).isEqualTo("answered");
            tomcat.await("begun: one");
        }
    }

    private static String get(String port, String name) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                .header("X-Name", name)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static War war(Path base) throws Exception {
        return new War(Files.createDirectories(base.resolve("webapps")).resolve("ROOT.war"))
                .with(After.class)
                .with(AfterInitializer.class)
                .with(Logger.class)
                .with(LoggerContext.class)
                .with(Context.class)
                .withClass(HeldServlet.class)
                .withFile("WEB-INF/web.xml", WEB_XML)
                .withFile("WEB-INF/classes/logback.xml", LOGBACK);
    }
}
