/** An application in any Jakarta Servlet container. */
module dev.after4j.app.servlet {
    requires transitive dev.after4j.app;
    requires dev.after4j.servlet;
    requires static transitive jakarta.servlet;
    requires static transitive org.jspecify;

    exports dev.after4j.app.servlet;
}
