package dev.after4j.app;

import dev.after4j.spi.Surface;

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
}
