/** Runs an application on embedded Jetty. */
module dev.after4j.server {
    requires transitive dev.after4j.app;
    requires dev.after4j.jetty;
    requires org.eclipse.jetty.compression.gzip;
    requires org.eclipse.jetty.compression.server;
    requires org.eclipse.jetty.http2.server;
    requires org.eclipse.jetty.server;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.after4j.server;
}
