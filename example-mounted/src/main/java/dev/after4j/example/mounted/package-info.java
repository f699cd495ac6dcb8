/** The shop inside Spring Boot. */
@NullMarked
package dev.after4j.example.mounted;

import org.jspecify.annotations.NullMarked;
