/**
 * {@code after} in any Jakarta Servlet 6 container, by a filter that an {@link dev.after4j.servlet.AfterInitializer}
 * puts in front of all others.
 *
 * <p><b>Finish</b> is exact where {@code after4j-tomcat} or {@code after4j-jetty} is present and its container's; elsewhere
 * it is the moment at which the application is done with the exchange, and the container may still be sending. A line at
 * start-up says which.
 *
 * <p><b>Dispatches.</b> All dispatches of an exchange (REQUEST, ASYNC, ERROR, FORWARD, INCLUDE) share its scope. Code before this
 * filter, such as a filter that another initializer put in front, has none.
 *
 * <p><b>The request</b> is read when a task is first registered or {@link dev.after4j.request.CurrentRequest} first asked,
 * and is the client's in every dispatch; never its parameters, parts, body or session. A task reads it there: what the
 * container's own request and response do after the finish differs from container to container.
 */
@NullMarked
package dev.after4j.servlet;

import org.jspecify.annotations.NullMarked;
