package dev.after4j.app.servlet;

class BootTomcatTest extends BootRules {
    BootTomcatTest() {
        super(BootServer.JETTY);
    }
}
