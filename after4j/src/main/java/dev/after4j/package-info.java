/** What users call. Start at {@link dev.after4j.After}. */
@NullMarked
package dev.after4j;

import org.jspecify.annotations.NullMarked;
