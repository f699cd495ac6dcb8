/** For tests of applications: a client without a socket. */
module dev.after4j.app.test {
    requires transitive dev.after4j.app;
    requires transitive dev.after4j.test;
    requires static transitive org.jspecify;

    exports dev.after4j.app.test;
}
