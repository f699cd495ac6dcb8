package site;

import static dev.after4j.After.after;
import static dev.after4j.request.CurrentRequest.headers;

import dev.after4j.app.Request;
import dev.after4j.app.Response;
import dev.after4j.app.RouteHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class EntriesRoute implements RouteHandler {
    private static final Logger LOG = LoggerFactory.getLogger(EntriesRoute.class);
    private final Entries entries;

    EntriesRoute(Entries entries) {
        this.entries = entries;
    }

    @Override
    public Response handle(Request request) {
        after(() -> LOG.info("asked by {}", headers().first("user-agent").orElse("unknown")));
        return Response.json(entries.all());
    }
}
