package dev.after4j.tomcat;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.lang.reflect.Field;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.RequestFacade;

/** Finds Tomcat's own request behind the one that servlets see, which has no method for that. */
final class TomcatRequests {
    private final Field request = Opened.field(RequestFacade.class, "request");

    private static ServletRequest innermost(ServletRequest seen) {
        ServletRequest innermost = seen;
        while (innermost instanceof ServletRequestWrapper wrapper) innermost = wrapper.getRequest();
        return innermost;
    }

    boolean areBehind(ServletRequest seen) {
        return innermost(seen) instanceof RequestFacade;
    }

    Request behind(ServletRequest seen) {
        if (Opened.get(request, innermost(seen)) instanceof Request found) return found;
        throw new IllegalStateException("Tomcat has taken this request back: its response is over");
    }
}
