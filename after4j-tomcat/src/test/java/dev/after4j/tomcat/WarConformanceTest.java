package dev.after4j.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.AfterRuntime;
import dev.after4j.servlet.AfterInitializer;
import dev.after4j.servlet.ConformanceServlet;
import dev.after4j.test.conformance.AfterConformance;
import dev.after4j.test.conformance.Application;
import dev.after4j.test.conformance.Protocol;
import dev.after4j.test.conformance.ServerUnderTest;
import jakarta.servlet.ServletContext;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.loader.WebappClassLoaderBase;
import org.apache.catalina.util.ServerInfo;
import org.junit.jupiter.api.Test;

/** A web application that brings its own copy of the integration, in the classes of Tomcat's distribution. */
class WarConformanceTest extends AfterConformance {
    private static final Path FILE = Path.of("target", "conformance.war").toAbsolutePath();

    private Context shared; // by the tests that stop no server

    @Override
    protected Protocol protocol() {
        return Protocol.HTTP_1_1;
    }

    @Override
    protected ServerUnderTest start(AfterRuntime runtime, Application application) throws Exception {
        writeWar();
        return TomcatServer.start(server -> {
            server.compress();
            Context started = server.tomcat.addWebapp("", FILE.toString());
            if (shared == null) shared = started;
            ServletContext context = started.getServletContext();
            context.setAttribute(AfterRuntime.class.getName(), runtime);
            context.setAttribute(WarServlet.APPLICATION, application);
        });
    }

    private static void writeWar() throws Exception {
        try (War war = new War(FILE)) {
            war.with(AfterInitializer.class)
                    .with(TomcatProvider.class)
                    .with(ConformanceServlet.class)
                    .withClass(WarServlet.class);
        }
    }

    @Override
    protected Map<String, String> notMet() {
        return new Http1ConformanceTest().notMet();
    }

    @Test
    void theIntegrationIsTheOneOfTheWebApplication() {
        assertThat(ServerInfo.getServerNumber())
                .startsWith(System.getProperty("tomcat.distribution").replaceAll(".*-", ""));
        assertThat(Stream.of(shared.getPipeline().getValves())
                        .filter(valve -> valve.getClass().getName().equals(FinishValve.class.getName()))
                        .map(valve -> valve.getClass().getClassLoader()))
                .hasSize(1)
                .allMatch(WebappClassLoaderBase.class::isInstance);
    }
}
