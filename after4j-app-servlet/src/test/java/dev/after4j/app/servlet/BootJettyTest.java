package dev.after4j.app.servlet;

class BootJettyTest extends BootRules {
    BootJettyTest() {
        super(BootServer.TOMCAT);
    }
}
