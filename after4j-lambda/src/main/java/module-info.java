/** An application, or a handler, on AWS Lambda. */
module dev.after4j.lambda {
    requires transitive dev.after4j.app;
    requires static transitive org.jspecify;
}
