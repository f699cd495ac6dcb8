package dev.after4j.spring;

import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "Java 17 has no virtual threads")
class MvcVirtualThreadsTest extends MvcRules {
    MvcVirtualThreadsTest() {
        super(BootServer.Host.TOMCAT_VIRTUAL);
    }
}
