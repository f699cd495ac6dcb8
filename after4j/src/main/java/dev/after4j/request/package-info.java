/** The request as the code of a request and its tasks may read it. */
@NullMarked
package dev.after4j.request;

import org.jspecify.annotations.NullMarked;
