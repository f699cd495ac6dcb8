package dev.after4j.spring;

class MvcTest extends MvcRules {
    MvcTest() {
        super(BootServer.Host.TOMCAT);
    }
}
