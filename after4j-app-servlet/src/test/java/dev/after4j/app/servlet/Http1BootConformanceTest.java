package dev.after4j.app.servlet;

import dev.after4j.test.conformance.Protocol;

class Http1BootConformanceTest extends BootConformance {
    Http1BootConformanceTest() {
        super(Protocol.HTTP_1_1);
    }
}
