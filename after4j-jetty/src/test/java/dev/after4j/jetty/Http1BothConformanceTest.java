package dev.after4j.jetty;

import dev.after4j.AfterRuntime;
import dev.after4j.servlet.AfterInitializer;
import dev.after4j.servlet.ConformanceServlet;
import dev.after4j.test.conformance.AfterConformance;
import dev.after4j.test.conformance.Application;
import dev.after4j.test.conformance.Protocol;
import dev.after4j.test.conformance.ServerUnderTest;
import java.util.Map;

/** A servlet's integration inside that of core handlers: one scope, one finish, no early task. */
class Http1BothConformanceTest extends AfterConformance {
    @Override
    protected Protocol protocol() {
        return Protocol.HTTP_1_1;
    }

    @Override
    protected ServerUnderTest start(AfterRuntime runtime, Application application) throws Exception {
        return ConformanceServer.start(
                runtime, Level.EE11.context("/", new AfterInitializer(), new ConformanceServlet(application)));
    }

    @Override
    protected Map<String, String> notMet() {
        return NotMet.over(protocol());
    }
}
