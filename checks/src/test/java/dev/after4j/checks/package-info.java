/** What the whole of the project keeps to, each rule a test. */
@NullMarked
package dev.after4j.checks;

import org.jspecify.annotations.NullMarked;
