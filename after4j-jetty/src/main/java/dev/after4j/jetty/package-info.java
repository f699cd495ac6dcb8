/**
 * {@code after} on Jetty 12.1, for core handlers and for servlets of ee10 and ee11.
 *
 * <pre>{@code
 * Server server = new Server(8080);
 * server.setHandler(handler);
 * AfterHandler.install(server, AfterRuntime.create());
 * server.start();
 * }</pre>
 *
 * <p><b>Servlets</b> also need {@code after4j-servlet}, which enters the scope in each dispatch of a request, and which
 * this module gives an exact finish. It joins the handler around it, in scope and in runtime; the handler makes the stop
 * graceful:
 *
 * <pre>{@code
 * context.addServletContainerInitializer(new AfterInitializer()); // a ServletContextHandler of ee10 or ee11
 * Server server = new Server(8080);
 * server.setHandler(context);
 * AfterHandler.install(server, ContextPropagation.runtime().build());
 * server.start();
 * }</pre>
 *
 * <p>Where a framework owns the server, the initializer alone will do: {@code new AfterInitializer(runtime)}. The runtime is then
 * drained as its context stops, after the servlets' {@code destroy} and before any {@code contextDestroyed} of the
 * application. Requests in flight are waited for only if the server has a stop time-out ({@code setStopTimeout}), and all
 * of them, asynchronous ones too, are counted by a {@link org.eclipse.jetty.server.handler.GracefulHandler}. Without the
 * time-out their connections are closed at once, and their tasks run as ABORTED.
 *
 * <p><b>A WAR</b> with this library in its {@code WEB-INF/lib} is exact on a Jetty that knows nothing of it, although Jetty hides
 * its own classes from web applications: those of this package are then loaded once more, linked to the container's. Jetty
 * looks for initializers only if its module {@code ee11-annotations} (or {@code ee10-annotations}) is on, and the WAR is not
 * {@code metadata-complete}. A line at start-up says that the finish is exact; without that line nothing was installed. Servlets of an application on the
 * module path get the portable signal of {@code after4j-servlet}.
 *
 * <p><b>Finish</b> is the moment at which Jetty completes the exchange: its handler has returned and completed the
 * callback, and the last byte has been handed to the network, or the exchange has failed. An HTTP/2 client that resets
 * its stream is noticed at once; one that leaves over HTTP/1.1 is noticed when something is written to it or read from
 * it, or the handler completes the callback. A framework that answers for its handlers' exceptions itself, such as Javalin, makes
 * one known to tasks (R13) by leaving it in the request attribute {@code jakarta.servlet.error.exception}.
 *
 * <p><b>Jetty's own objects in tasks.</b> Jetty detaches its core request and response from the connection after the finish.
 * A core response that a task has captured answers with its last status and headers; writing to it throws. A
 * change of its status is seen by nobody, but its headers are not refused: over HTTP/1.1 the fields belong to the
 * connection, and such a change can reach a later response. The request and response of servlets belong to the connection
 * altogether: after the finish they show the <i>next</i> request on it, and what a task sets, adds or sends there, up to
 * {@code sendError}, is done to that request's response. Leave them alone; read the request through
 * {@link dev.after4j.request.CurrentRequest}.
 */
@NullMarked
package dev.after4j.jetty;

import org.jspecify.annotations.NullMarked;
