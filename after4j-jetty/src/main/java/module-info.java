/** {@code after} on Jetty 12.1. */
module dev.after4j.jetty {
    requires transitive dev.after4j;
    requires transitive org.eclipse.jetty.server;
    requires static transitive dev.after4j.servlet; // this and the next only for servlets
    requires static transitive jakarta.servlet;
    requires static transitive org.jspecify;

    exports dev.after4j.jetty;

    provides dev.after4j.servlet.FinishSignal.Provider with
            dev.after4j.jetty.JettySignalProvider;
}
