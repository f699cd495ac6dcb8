/**
 * An application in plain Java: a proxy in front, route handlers, actions. {@link dev.after4j.app.App} is where to begin.
 *
 * <p><b>Surfaces</b>: every request runs through the proxies that match its path, then through one action or one route
 * handler. {@code after}, {@code headers()}, {@code cookies()} and {@code Memo} work in each of them, and ten calls down.
 * Tasks registered in the proxy, too, wait for the end of the whole response (R11).
 */
@NullMarked
package dev.after4j.app;

import org.jspecify.annotations.NullMarked;
