package dev.after4j.app.servlet;

import dev.after4j.test.conformance.Protocol;

class Http2BootConformanceTest extends BootConformance {
    Http2BootConformanceTest() {
        super(Protocol.HTTP_2);
    }
}
