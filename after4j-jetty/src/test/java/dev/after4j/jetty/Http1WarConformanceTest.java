package dev.after4j.jetty;

import dev.after4j.test.conformance.Protocol;

class Http1WarConformanceTest extends WarConformance {
    @Override
    protected Protocol protocol() {
        return Protocol.HTTP_1_1;
    }
}
