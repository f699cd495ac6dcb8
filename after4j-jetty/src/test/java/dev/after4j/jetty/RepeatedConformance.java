package dev.after4j.jetty;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The suite over and over, for the script beside this module's pom; its name keeps it out of the build. */
class RepeatedConformance {
    @RepeatedTest(value = 20, failureThreshold = 1)
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void theSuitePasses() {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Http1ConformanceTest.class), selectClass(Http2ConformanceTest.class))
                .execute()
                .testEvents()
                .assertStatistics(tests -> tests.failed(0));
    }
}
