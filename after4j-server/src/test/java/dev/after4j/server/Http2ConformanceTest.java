package dev.after4j.server;

import dev.after4j.test.conformance.Protocol;

class Http2ConformanceTest extends ServerConformance {
    @Override
    protected Protocol protocol() {
        return Protocol.HTTP_2;
    }
}
