package dev.after4j.servlet;

import dev.after4j.AfterRuntime;
import dev.after4j.spi.OpenScope;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;

/**
 * How one container tells that an exchange is over; of a servlet context. The signal chosen when the context starts is
 * the only finisher of the scopes that are opened there.
 */
public interface FinishSignal {
    /** Offers a container's own signal; found with {@link java.util.ServiceLoader}. */
    @FunctionalInterface
    interface Provider {
        /**
         * Called once as {@code context} starts, before its first request. Installs what the signal needs and gives the
         * signal; or installs nothing and gives an empty one, where this is another container or the signal cannot be had.
         * The first that is given is taken; if nobody gives one, the portable signal. A provider that throws is passed over,
         * with a warning.
         */
        Optional<FinishSignal> install(ServletContext context);
    }

    /** What the finish is, for the line at start-up, such as {@code exact: Tomcat's access log}. */
    String guarantee();

    /**
     * Whether this exchange is the container's. Tests that call filters themselves (Spring's {@code MockMvc}) may do so in
     * a context that a server has started, too; then the finish is the filter's return. Asked for each dispatch.
     */
    default boolean serves(HttpServletRequest request) {
        return true;
    }

    /**
     * {@code scope} was opened for this exchange: finish it when the exchange is over. Called on the thread of the
     * request, once for each scope, inside the call to {@code after} that opened it. What it throws reaches that call,
     * and the scope is given up.
     */
    void watch(HttpServletRequest request, HttpServletResponse response, OpenScope scope);

    /** The application threw; on the thread of the request, whether or not a scope is open. Must not throw. */
    default void failed(HttpServletRequest request, HttpServletResponse response, Throwable thrown) {}

    /**
     * A dispatch has returned and the exchange goes on asynchronously; on the thread of the dispatch, whether or not a
     * scope is open. Must not throw.
     */
    default void wentAsync(HttpServletRequest request, HttpServletResponse response) {}

    /**
     * A dispatch has returned and the exchange, as far as is known, does not go on asynchronously; an error page may still
     * come. On the thread of the dispatch, whether or not a scope is open. Must not throw.
     */
    default void returned(HttpServletRequest request, HttpServletResponse response) {}

    /**
     * The runtime of an integration around this context, whose tasks are then the context's, too. Asked for when the
     * context starts and when it stops; always the same.
     */
    default Optional<AfterRuntime> runtime() {
        return Optional.empty();
    }

    /** The context has stopped: take away what was installed, so that nothing holds its class loader. */
    default void remove() {}
}
