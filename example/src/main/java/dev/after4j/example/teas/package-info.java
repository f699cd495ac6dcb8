/** Teas: listed, described, reviewed. */
@NullMarked
package dev.after4j.example.teas;

import org.jspecify.annotations.NullMarked;
