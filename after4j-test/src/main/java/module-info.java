/** For tests of code that calls {@code after}. */
module dev.after4j.test {
    requires transitive dev.after4j;
    requires static transitive org.jspecify;
    requires static org.junit.jupiter.api;

    exports dev.after4j.test;
}
