/** The small shop on Spring Boot. */
@NullMarked
package dev.after4j.example.boot;

import org.jspecify.annotations.NullMarked;
