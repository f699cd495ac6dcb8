package dev.after4j.app.test;

import dev.after4j.Outcome;
import dev.after4j.app.App;
import dev.after4j.app.Part;
import dev.after4j.app.Signal;
import dev.after4j.app.spi.Exchange;
import dev.after4j.app.spi.Head;
import dev.after4j.spi.RequestSource;
import dev.after4j.test.TestBody;
import dev.after4j.test.TestRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The exchange of a test: the request that it sends, and what the application has answered so far. */
final class InProcess implements Exchange {
    private final RequestSource request;
    private final Optional<TestBody> body;
    private final AppClient.Host host;
    private final String path;
    private final List<String> fields = new ArrayList<>();
    private final Taken taken;
    private int status;
    private @Nullable Throwable failure;

    InProcess(TestRequest request, AppClient.Host host) {
        this.request = request.source();
        this.body = request.body();
        this.host = host;
        this.path = below(host.mount(), this.request.path());
        this.taken = new Taken(host.taken());
    }

    private static String below(String mount, String path) {
        if (path.startsWith(mount + "/")) return path.substring(mount.length());
        throw new IllegalArgumentException(
                "The application is mounted at " + mount + ", but " + path + " is not below it");
    }

    AppResponse serve(App app) {
        Outcome outcome;
        try {
            app.handle(this);
            outcome = Outcome.completed(status);
        } catch (Throwable broken) {
            outcome = taken.isGone() ? Outcome.aborted(status) : Outcome.failed(status, broken);
        }
        return new AppResponse(fields, taken.toByteArray(), failure == null ? outcome : outcome.withError(failure));
    }

    @Override
    public String method() {
        return request.method();
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String mount() {
        return host.mount();
    }

    @Override
    public @Nullable String query() {
        return request.query();
    }

    @Override
    public @Nullable String header(String name) {
        List<String> values = new ArrayList<>();
        request.headers((known, value) -> {
            if (known.equalsIgnoreCase(name)) values.add(value);
        });
        return values.isEmpty() ? null : values.get(0);
    }

    @Override
    public String origin() {
        return host.origin();
    }

    @Override
    public @Nullable String remoteAddress() {
        return request.remoteAddress();
    }

    @Override
    public @Nullable Principal principal() {
        return request.principal();
    }

    @Override
    public InputStream body() {
        return new ByteArrayInputStream(body.map(TestBody::bytes).orElse(new byte[0]));
    }

    @Override
    public long length() {
        String announced = header("Content-Length");
        return announced != null ? Long.parseLong(announced) : body.isPresent() ? -1 : 0;
    }

    @Override
    public List<? extends Part> parts(long maxBytes) {
        TestBody form = body.filter(known -> !known.parts().isEmpty())
                .orElseThrow(() -> Signal.of(400, "The body is no multipart form"));
        if (form.bytes().length > maxBytes)
            throw Signal.of(413, "The body of a request is at most " + maxBytes + " bytes here");
        return form.parts().stream().map(SentPart::new).toList();
    }

    @Override
    public void send(Head head, byte[] content) throws IOException {
        begin(head);
        taken.write(content);
    }

    @Override
    public OutputStream stream(Head head) {
        begin(head);
        return taken;
    }

    @Override
    public boolean asset(String assetPath, Head defaults) throws IOException {
        Optional<byte[]> found = Assets.find(assetPath);
        if (found.isEmpty()) return false;
        String type = mimeType(assetPath);
        if (type != null) fields.addAll(List.of("Content-Type", type));
        begin(defaults);
        status = 200;
        if (!method().equals("HEAD")) taken.write(found.get());
        return true;
    }

    private void begin(Head head) {
        status = head.status();
        head.headers((name, value) -> fields.addAll(List.of(name, value)));
    }

    @Override
    public void failed(Throwable thrown) {
        failure = thrown;
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return type.isInstance(host.unwrapped()) ? Optional.of(type.cast(host.unwrapped())) : Optional.empty();
    }

    private record SentPart(TestBody.Part part) implements Part {
        @Override
        public String name() {
            return part.name();
        }

        @Override
        public Optional<String> fileName() {
            return part.fileName();
        }

        @Override
        public Optional<String> contentType() {
            return part.contentType();
        }

        @Override
        public long size() {
            return part.content().length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(part.content());
        }
    }
}
