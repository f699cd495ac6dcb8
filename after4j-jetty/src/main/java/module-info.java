/** {@code after} on Jetty 12.1. */
module dev.after4j.jetty {
    requires transitive dev.after4j;
    requires transitive org.eclipse.jetty.server;
    // For servlets; users of core handlers have neither. A module that "provides" a service must have it (JDK 17
    // refuses
    // to start), so that the signal for servlets is offered on the class path only.
    requires static dev.after4j.servlet;
    requires static jakarta.servlet;
    requires static transitive org.jspecify;

    exports dev.after4j.jetty;
}
