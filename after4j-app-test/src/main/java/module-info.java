/** For tests of applications: a client without a socket; for those of page caches, what must hold. JUnit and AssertJ only for the latter. */
module dev.after4j.app.test {
    requires transitive dev.after4j.app;
    requires transitive dev.after4j.test;
    requires static transitive org.jspecify;
    requires static org.assertj.core;
    requires static org.junit.jupiter.api;

    exports dev.after4j.app.test;
}
