/**
 * An application in plain Java: pages in layouts, actions, route handlers, a proxy in front. {@link dev.after4j.app.App} is where to
 * begin.
 *
 * <p><b>Surfaces</b>: every request runs through the proxies that match its path, then through one action, one route handler, or
 * the metadata, layouts and components of one page. {@code after}, {@code headers()}, {@code cookies()} and {@code Memo} work in
 * each of them, and ten calls down. Tasks wait for the end of the whole response, also those of the proxy (R11); those that were
 * registered while rendering may not read the request (R14).
 */
@NullMarked
package dev.after4j.app;

import org.jspecify.annotations.NullMarked;
