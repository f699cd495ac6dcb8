package dev.after4j.tomcat;

import dev.after4j.Outcome;
import dev.after4j.spi.OpenScope;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.AccessLog;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Part of the pipeline only to be found as an access log. It has no life cycle, since Tomcat would enter it into JMX for
 * that, which remembers classes beyond the life of a context.
 */
final class FinishValve implements Valve, AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger(TomcatProvider.class);

    private final Sendfile sendfile;
    private @Nullable Valve next;

    FinishValve(Sendfile sendfile) {
        this.sendfile = sendfile;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
    }

    /** After the last byte, the failure or the departure, and before the request is recycled; must not throw. */
    @Override
    public void log(Request request, Response response, long time) {
        if (request.getAttribute(OpenScope.ATTRIBUTE) instanceof OpenScope scope) {
            scope.finish(outcome(request, response));
            sendfile.warnIfUsed(request);
        }
    }

    private static Outcome outcome(Request request, Response response) {
        try {
            return Ending.of(request, response).outcome();
        } catch (RuntimeException | LinkageError unexpected) {
            LOG.error("after4j: cannot tell how a response ended; its tasks see it as failed", unexpected);
            return Outcome.failed(0, unexpected);
        }
    }

    @Override
    public Valve getNext() {
        if (next == null) throw new IllegalStateException("not in a pipeline");
        return next;
    }

    @Override
    public void setNext(@Nullable Valve valve) {
        next = valve;
    }

    @Override
    public boolean isAsyncSupported() {
        return true;
    }

    @Override
    public void backgroundProcess() {}

    @Override
    public void setRequestAttributesEnabled(boolean enabled) {}

    @Override
    public boolean getRequestAttributesEnabled() {
        return false;
    }
}
