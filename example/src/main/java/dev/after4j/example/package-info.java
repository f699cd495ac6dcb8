/** A small shop that uses {@code after} on embedded Jetty. */
@NullMarked
package dev.after4j.example;

import org.jspecify.annotations.NullMarked;
