/** An application in plain Java: pages in layouts, actions, route handlers and a proxy. */
module dev.after4j.app {
    requires transitive dev.after4j;
    requires transitive tools.jackson.databind;
    requires com.github.benmanes.caffeine;
    requires org.slf4j;
    requires static transitive org.jspecify;
    requires static jakarta.validation;

    exports dev.after4j.app;
    exports dev.after4j.app.cache;
    exports dev.after4j.app.spi;
}
