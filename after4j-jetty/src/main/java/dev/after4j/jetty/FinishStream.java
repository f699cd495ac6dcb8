package dev.after4j.jetty;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Watches what is sent and reports the end of the exchange. Jetty's own completion listeners hear of the end at the same
 * moment, but cannot tell a response that was sent whole, and whose request had an unread body, from one broken off.
 */
final class FinishStream extends HttpStream.Wrapper {
    private final Exchange exchange;

    FinishStream(HttpStream stream, Exchange exchange) {
        super(stream);
        this.exchange = exchange;
    }

    @Override
    public void send(
            MetaData.Request request,
            MetaData.@Nullable Response head,
            boolean last,
            @Nullable ByteBuffer content,
            Callback callback) {
        if (head != null) exchange.sending(head);
        super.send(request, head, last, content, new Callback.Nested(callback) {
            @Override
            public void succeeded() {
                if (last) exchange.sentWhole();
                super.succeeded();
            }

            @Override
            public void failed(Throwable failure) {
                exchange.sendFailed(failure);
                super.failed(failure);
            }
        });
    }

    /** Before the wrapped stream, which may go on to the connection's next request. */
    @Override
    public void succeeded() {
        exchange.over(null);
        super.succeeded();
    }

    @Override
    public void failed(Throwable failure) {
        exchange.over(failure);
        super.failed(failure);
    }
}
