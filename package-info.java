@NullMarked
package dev.after4j.example;

import org.jspecify.annotations.NullMarked;
