/** For tests: of code that calls {@code after}, and of integrations. JUnit and AssertJ only for those who use them. */
module dev.after4j.test {
    requires transitive dev.after4j;
    requires static transitive org.jspecify;
    requires static org.assertj.core;
    requires static org.junit.jupiter.api;

    exports dev.after4j.test;
    exports dev.after4j.test.conformance;
    exports dev.after4j.test.host;
}
