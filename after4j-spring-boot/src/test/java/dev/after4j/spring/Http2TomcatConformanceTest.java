package dev.after4j.spring;

import dev.after4j.test.conformance.Protocol;

class Http2TomcatConformanceTest extends BootConformance {
    Http2TomcatConformanceTest() {
        super(BootServer.Host.TOMCAT, Protocol.HTTP_2);
    }
}
