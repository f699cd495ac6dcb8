/** Work after the response: {@code after(() -> ...)}. */
module dev.after4j {
    requires org.slf4j;
    requires static transitive org.jspecify;
    requires static jdk.jfr;

    exports dev.after4j;
    exports dev.after4j.request;
    exports dev.after4j.spi;
}
