package dev.after4j.spring;

class MvcJettyTest extends MvcRules {
    MvcJettyTest() {
        super(BootServer.Host.JETTY);
    }
}
