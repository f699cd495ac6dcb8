/** The engine. Not exported; public only where another package of this module needs it. */
@NullMarked
package dev.after4j.internal;

import org.jspecify.annotations.NullMarked;
