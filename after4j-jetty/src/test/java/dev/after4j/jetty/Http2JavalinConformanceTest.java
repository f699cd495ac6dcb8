package dev.after4j.jetty;

import dev.after4j.test.conformance.Protocol;

class Http2JavalinConformanceTest extends JavalinConformance {
    @Override
    protected Protocol protocol() {
        return Protocol.HTTP_2;
    }
}
