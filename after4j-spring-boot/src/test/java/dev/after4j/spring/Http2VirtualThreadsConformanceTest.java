package dev.after4j.spring;

import dev.after4j.test.conformance.Protocol;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Java 17 has no virtual threads")
class Http2VirtualThreadsConformanceTest extends BootConformance {
    Http2VirtualThreadsConformanceTest() {
        super(BootServer.Host.TOMCAT_VIRTUAL, Protocol.HTTP_2);
    }
}
