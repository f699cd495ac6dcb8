package dev.after4j.jetty;

import dev.after4j.test.conformance.Protocol;

class Http2Ee11ConformanceTest extends ServletConformance {
    Http2Ee11ConformanceTest() {
        super(Level.EE11, Protocol.HTTP_2);
    }
}
