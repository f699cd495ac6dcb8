package dev.after4j.spring;

import dev.after4j.test.conformance.Protocol;

class Http1TomcatConformanceTest extends BootConformance {
    Http1TomcatConformanceTest() {
        super(BootServer.Host.TOMCAT, Protocol.HTTP_1_1);
    }
}
