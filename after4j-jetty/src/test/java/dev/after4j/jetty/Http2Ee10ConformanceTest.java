package dev.after4j.jetty;

import dev.after4j.test.conformance.Protocol;

class Http2Ee10ConformanceTest extends ServletConformance {
    Http2Ee10ConformanceTest() {
        super(Level.EE10, Protocol.HTTP_2);
    }
}
