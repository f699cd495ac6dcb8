/** A small shop that uses {@code after} in each surface of an application. */
@NullMarked
package dev.after4j.example;

import org.jspecify.annotations.NullMarked;
