/**
 * What hosts of an application implement: a server, a servlet container, a test client. A host shows each request as an
 * {@link dev.after4j.app.spi.Exchange} and hands it to {@link dev.after4j.app.App#handle}, on a thread that is bound to
 * a scope; it finishes that scope itself.
 */
@NullMarked
package dev.after4j.app.spi;

import org.jspecify.annotations.NullMarked;
