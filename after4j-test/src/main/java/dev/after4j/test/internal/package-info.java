/** What the suites share; not for others. */
@NullMarked
package dev.after4j.test.internal;

import org.jspecify.annotations.NullMarked;
