/**
 * Tomcat 11's own finish signal for {@code after4j-servlet}: put this module beside it, and contexts find it by
 * themselves, in embedded Tomcat and in WARs. A line at start-up says {@code exact}.
 *
 * <p><b>Finish</b> is the moment at which Tomcat logs the access: the last byte has been handed to the network, or the
 * exchange has failed, and the request has not been recycled. A client that leaves is noticed when something is written
 * to it or read from it, or the handler returns, over HTTP/2, too. A valve of the context is called then; access logs
 * of the application go on beside it; one of the same context that throws keeps Tomcat from calling those behind it. Where Tomcat does not let the valve in, a line says why and the portable signal is
 * taken.
 *
 * <p><b>Files</b> of more than 48 KB are sent by Tomcat's servlet for files after the access is logged. An exchange that
 * has called {@code after} before that servlet decides is kept from it, unless the connector compresses; for others the
 * finish is early, which is said once, with the way out.
 *
 * <p><b>Tomcat's own objects in tasks.</b> Tomcat detaches the request and the response right behind the finish, when a quick task may have begun: from then on every method of
 * one that a task has captured throws an {@code IllegalStateException}, and writing to a stream taken from it a
 * {@code NullPointerException}. Where a connector has {@code discardFacades="false"} they answer {@code null} and take
 * changes silently, which then belong to a later exchange. Leave them alone; read the request through
 * {@link dev.after4j.request.CurrentRequest}.
 *
 * <p><b>Stop.</b> A context drains when it stops, after its {@code unloadDelay} (2 s by default) for requests in flight.
 * That and the drain's 15 s stay below 30 s.
 *
 * <p><b>Limits.</b> After an error half-way Tomcat ends an HTTP/2 response as if it were whole; tasks see FAILED. An
 * upgraded connection finishes when the upgrade is answered.
 */
@NullMarked
package dev.after4j.tomcat;

import org.jspecify.annotations.NullMarked;
