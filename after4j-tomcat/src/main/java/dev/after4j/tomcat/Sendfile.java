package dev.after4j.tomcat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.Globals;
import org.apache.catalina.connector.Request;
import org.apache.coyote.ProtocolHandler;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that Tomcat sends by itself after it has logged the access, so that the finish of such an exchange is early. */
final class Sendfile {
    private static final Logger LOG = LoggerFactory.getLogger(TomcatProvider.class);

    private final String contextPath;
    private final AtomicBoolean warned = new AtomicBoolean();

    Sendfile(String contextPath) {
        this.contextPath = contextPath;
    }

    /**
     * Tells servlets that ask for it later that this exchange has no sendfile; they write the same bytes themselves then.
     * Not where the connector compresses: it would compress what sendfile leaves plain.
     */
    void avoid(Request request) {
        ProtocolHandler handler = request.getConnector().getProtocolHandler();
        if (!compresses(handler)) request.getCoyoteRequest().setSendfile(false);
    }

    static boolean isUsed(Request request) {
        return request.getAttribute(Globals.SENDFILE_FILENAME_ATTR) != null;
    }

    private static boolean compresses(ProtocolHandler handler) {
        return handler instanceof AbstractHttp11Protocol<?> http && !"off".equals(http.getCompression());
    }

    /** The exchange is over for Tomcat, but its file may not have been sent. */
    void warnIfUsed(Request request) {
        if (isUsed(request) && warned.compareAndSet(false, true))
            LOG.warn(
                    "after4j in '{}': {} was sent with sendfile, so that the tasks of its request may start before the last"
                            + " byte has left (said once); useSendfile=\"false\" at the connector, or sendfileSize=-1 at"
                            + " Tomcat's DefaultServlet, makes the finish exact",
                    contextPath,
                    request.getRequestURI());
    }
}
