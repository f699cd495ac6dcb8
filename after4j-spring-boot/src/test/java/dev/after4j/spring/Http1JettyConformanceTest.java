package dev.after4j.spring;

import dev.after4j.test.conformance.Protocol;

class Http1JettyConformanceTest extends BootConformance {
    Http1JettyConformanceTest() {
        super(BootServer.Host.JETTY, Protocol.HTTP_1_1);
    }
}
