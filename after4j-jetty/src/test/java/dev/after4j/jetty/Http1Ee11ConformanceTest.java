package dev.after4j.jetty;

import dev.after4j.test.conformance.Protocol;

class Http1Ee11ConformanceTest extends ServletConformance {
    Http1Ee11ConformanceTest() {
        super(Level.EE11, Protocol.HTTP_1_1);
    }
}
