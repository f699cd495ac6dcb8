/** {@code after} on Jetty 12.1. */
module dev.after4j.jetty {
    requires transitive dev.after4j;
    requires transitive org.eclipse.jetty.server;
    requires static transitive org.jspecify;

    exports dev.after4j.jetty;
}
