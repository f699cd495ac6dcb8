/** Tomcat's own finish signal for {@code after4j-servlet}. */
@NullMarked
package dev.after4j.tomcat;

import org.jspecify.annotations.NullMarked;
