/**
 * Runs an {@link dev.after4j.app.App} on embedded Jetty, in one line: {@link dev.after4j.server.AfterServer}.
 */
@NullMarked
package dev.after4j.server;

import org.jspecify.annotations.NullMarked;
