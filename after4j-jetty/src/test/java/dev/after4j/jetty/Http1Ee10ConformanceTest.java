package dev.after4j.jetty;

import dev.after4j.test.conformance.Protocol;

class Http1Ee10ConformanceTest extends ServletConformance {
    Http1Ee10ConformanceTest() {
        super(Level.EE10, Protocol.HTTP_1_1);
    }
}
