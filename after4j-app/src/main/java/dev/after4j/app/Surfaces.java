package dev.after4j.app;

import dev.after4j.spi.OpenScope;
import dev.after4j.spi.Surface;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Where the code of an application runs. */
final class Surfaces {
    static final Surface PROXY = Surface.of("proxy", Surface.RequestAccess.ALLOWED);
    static final Surface ACTION = Surface.of("action", Surface.RequestAccess.ALLOWED);
    static final Surface ROUTE_HANDLER = Surface.of("route handler", Surface.RequestAccess.ALLOWED);

    static final Surface METADATA = Surface.of("metadata", Surface.RequestAccess.REFUSED);
    static final Surface LAYOUT = Surface.of("layout", Surface.RequestAccess.REFUSED);
    static final Surface PAGE = Surface.of("page", Surface.RequestAccess.REFUSED);
    static final Surface ERROR_PAGE = Surface.of("error page", Surface.RequestAccess.REFUSED);

    private Surfaces() {}

    /** Calls {@code code} in a scope that this thread is not bound to. */
    static <T extends @Nullable Object> T in(OpenScope scope, Surface surface, Callable<T> code) throws Exception {
        OpenScope.Entered entered = scope.enter(surface);
        try {
            return code.call();
        } finally {
            entered.close();
        }
    }

    /** Calls {@code code} on another surface of the scope that this thread is bound to. */
    static <T extends @Nullable Object> T on(Surface surface, Callable<T> code) throws Exception {
        OpenScope.Entered entered = surface.enter();
        try {
            return code.call();
        } finally {
            entered.close();
        }
    }
}
