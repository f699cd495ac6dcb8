package site;

import static dev.after4j.After.after;
import static dev.after4j.app.CurrentResponse.responseHeaders;

import dev.after4j.After;
import dev.after4j.app.Forward;
import dev.after4j.app.Proxy;
import dev.after4j.app.ProxyResult;
import dev.after4j.app.Request;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class RequestId implements Proxy {
    private static final Logger LOG = LoggerFactory.getLogger(RequestId.class);

    @Override
    public ProxyResult handle(Request request) {
        String id = UUID.randomUUID().toString();
        responseHeaders().set("x-request-id", id);
        after(() -> LOG.info("request {} ended as {}", id, After.outcome().kind()));
        return Forward.next().header("x-request-id", id);
    }
}
