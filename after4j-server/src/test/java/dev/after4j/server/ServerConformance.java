package dev.after4j.server;

import dev.after4j.AfterRuntime;
import dev.after4j.app.ConformanceRoute;
import dev.after4j.test.conformance.AfterConformance;
import dev.after4j.test.conformance.Application;
import dev.after4j.test.conformance.ServerUnderTest;
import java.util.List;
import java.util.Map;

/** The suite on the server as it is run, with all that stands in front of an application. */
abstract class ServerConformance extends AfterConformance {
    @Override
    protected ServerUnderTest start(AfterRuntime runtime, Application application) throws Exception {
        String[] args = {"--port=0", "--stop-timeout=1s", "--health=off"};
        Settings settings = Settings.of(new Given(args, Map.of(), name -> null));
        RunningServer server = RunningServer.start(settings, runtime, ConformanceRoute.app(application), List.of());
        return new ServerUnderTest() {
            @Override
            public int port() {
                return server.port();
            }

            @Override
            public void stop() {
                server.stop();
            }
        };
    }
}
