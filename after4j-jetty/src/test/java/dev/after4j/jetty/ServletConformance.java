package dev.after4j.jetty;

import dev.after4j.AfterRuntime;
import dev.after4j.servlet.AfterInitializer;
import dev.after4j.servlet.ConformanceServlet;
import dev.after4j.test.conformance.AfterConformance;
import dev.after4j.test.conformance.Application;
import dev.after4j.test.conformance.Protocol;
import dev.after4j.test.conformance.ServerUnderTest;
import java.util.Map;

/** The suite in a servlet of one EE level. */
abstract class ServletConformance extends AfterConformance {
    private final Level level;
    private final Protocol protocol;

    ServletConformance(Level level, Protocol protocol) {
        this.level = level;
        this.protocol = protocol;
    }

    @Override
    protected Protocol protocol() {
        return protocol;
    }

    @Override
    protected ServerUnderTest start(AfterRuntime runtime, Application application) throws Exception {
        return ServletServer.start(
                level.context("/", new AfterInitializer(runtime), new ConformanceServlet(application)));
    }

    @Override
    protected Map<String, String> notMet() {
        return NotMet.over(protocol);
    }
}
