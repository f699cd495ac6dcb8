/** Work after the response: {@code after(() -> ...)}. */
module dev.after4j {
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.after4j;
    exports dev.after4j.request;
    exports dev.after4j.spi;
}
