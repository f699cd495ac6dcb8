/** A small tea shop that uses {@code after} in each part of an application. Begin with {@link dev.after4j.example.Shop}. */
@NullMarked
package dev.after4j.example;

import org.jspecify.annotations.NullMarked;
