/** What after4j costs, each figure beside its floor. */
@NullMarked
package dev.after4j.bench;

import org.jspecify.annotations.NullMarked;
