/**
 * What hosts (servers, frameworks, job runners) call or implement; applications do not need it. A host opens an
 * {@link dev.after4j.spi.OpenScope} over a {@link dev.after4j.spi.RequestSource} where it hands a request to code, enters
 * it around that code, and finishes it when the server reports that the exchange is over.
 */
@NullMarked
package dev.after4j.spi;

import org.jspecify.annotations.NullMarked;
