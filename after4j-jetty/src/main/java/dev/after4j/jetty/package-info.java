/**
 * {@code after} on Jetty 12.1, for core handlers.
 *
 * <pre>{@code
 * Server server = new Server(8080);
 * server.setHandler(handler);
 * AfterHandler.install(server, AfterRuntime.create());
 * server.start();
 * }</pre>
 *
 * <p><b>Finish</b> is the moment at which Jetty completes the exchange: its handler has returned and completed the
 * callback, and the last byte has been handed to the network, or the exchange has failed. An HTTP/2 client that resets
 * its stream is noticed at once; one that leaves over HTTP/1.1 is noticed when something is written to it or read from
 * it, or the handler completes the callback.
 *
 * <p><b>Jetty's own objects in tasks.</b> Jetty detaches its request and response from the connection after the finish.
 * A response that a task has captured answers with its last status and headers; writing to it throws. A
 * change of its status is seen by nobody, but its headers are not refused: over HTTP/1.1 the fields belong to the
 * connection, and such a change can reach a later response. Leave it alone; read the request through
 * {@link dev.after4j.request.CurrentRequest}.
 */
@NullMarked
package dev.after4j.jetty;

import org.jspecify.annotations.NullMarked;
