/** JTE templates as pieces of pages. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // JTE has no descriptors
module dev.after4j.jte {
    requires transitive dev.after4j.app;
    requires transitive gg.jte.runtime;
    requires static gg.jte; // compiles templates; only while somebody writes them
    requires static transitive org.jspecify;

    exports dev.after4j.jte;
}
