package dev.after4j.jetty;

import dev.after4j.test.conformance.Protocol;

class Http1JavalinConformanceTest extends JavalinConformance {
    @Override
    protected Protocol protocol() {
        return Protocol.HTTP_1_1;
    }
}
