package dev.after4j.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import dev.after4j.Outcome;
import dev.after4j.app.Part;
import dev.after4j.app.spi.Exchange;
import dev.after4j.app.spi.Head;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.Principal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An event, and the response to it in memory, as an application sees them. */
final class LambdaExchange implements Exchange {
    private final HttpEvent event;
    private final Context context;
    private final byte[] body;
    private @Nullable Head head;
    private byte[] content = {};
    private @Nullable Throwable failure;

    LambdaExchange(HttpEvent event, Context context) {
        this.event = event;
        this.context = context;
        this.body = event.body();
    }

    /** What was sent. Throws if the application has ended none. */
    byte[] reply() {
        return HttpReply.of(ended(), content);
    }

    Outcome outcome() {
        Outcome outcome = Outcome.completed(ended().status());
        return failure == null ? outcome : outcome.withError(failure);
    }

    private Head ended() {
        return Objects.requireNonNull(head, "The application returned without the end of its response");
    }

    @Override
    public String method() {
        return event.method();
    }

    @Override
    public String path() {
        return event.place().below();
    }

    @Override
    public String mount() {
        return event.place().mount();
    }

    @Override
    public @Nullable String query() {
        return event.query();
    }

    @Override
    public @Nullable String header(String name) {
        return event.header(name);
    }

    @Override
    public String origin() {
        return "https://" + event.authority();
    }

    @Override
    public @Nullable String remoteAddress() {
        return event.remoteAddress();
    }

    @Override
    public @Nullable Principal principal() {
        return event.principal();
    }

    @Override
    public InputStream body() {
        return new ByteArrayInputStream(body);
    }

    @Override
    public long length() {
        return body.length;
    }

    @Override
    public List<? extends Part> parts(long maxBytes) {
        return Parts.read(event.header("content-type"), body, maxBytes);
    }

    @Override
    public void send(Head response, byte[] bytes) {
        head = response;
        if (!method().equals("HEAD")) content = bytes;
    }

    /** Sent when it is closed. */
    @Override
    public OutputStream stream(Head response) {
        return new ByteArrayOutputStream() {
            @Override
            public void close() throws IOException {
                super.close();
                send(response, toByteArray());
            }
        };
    }

    @Override
    public boolean asset(String path, Head defaults) throws IOException {
        Optional<Asset> found = Asset.find(path);
        if (found.isEmpty()) return false;
        Asset asset = found.get();
        boolean isKnown = asset.isAmong(header("if-none-match"));
        send(asset.head(isKnown ? 304 : 200, defaults), isKnown ? new byte[0] : asset.content());
        return true;
    }

    @Override
    public @Nullable String mimeType(String fileName) {
        return Asset.type(fileName);
    }

    @Override
    public void failed(Throwable thrown) {
        failure = thrown;
    }

    /** Lambda's {@link Context}, and the event as JSON. */
    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        if (type == Context.class) return Optional.of(type.cast(context));
        return type == JsonNode.class ? Optional.of(type.cast(event.json())) : Optional.empty();
    }
}
