package dev.after4j.spring;

import dev.after4j.test.conformance.Protocol;

class Http2JettyConformanceTest extends BootConformance {
    Http2JettyConformanceTest() {
        super(BootServer.Host.JETTY, Protocol.HTTP_2);
    }
}
