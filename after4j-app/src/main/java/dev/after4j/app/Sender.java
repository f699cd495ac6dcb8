package dev.after4j.app;

import dev.after4j.app.spi.Exchange;
import dev.after4j.app.spi.Head;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hands a response to the host. */
final class Sender {
    private static final byte[] NOTHING = {};
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    static final String JSON = "application/json";
    private static final String ANY = "application/octet-stream";

    private final App app;
    private final Exchange exchange;
    private final OpenResponse open;
    private boolean hasBegun;
    private boolean hasLostClient;

    Sender(App app, Exchange exchange, OpenResponse open) {
        this.app = app;
        this.exchange = exchange;
        this.open = open;
    }

    /** Whether another response is no longer possible. */
    boolean hasBegun() {
        return hasBegun;
    }

    /** Whether the host could not take what was written. */
    boolean hasLostClient() {
        return hasLostClient;
    }

    void send(Response response, String method) throws Exception {
        boolean isHead = method.equals("HEAD");
        if (response.status() == NOT_MODIFIED) {
            withoutLength(() -> head(response, null));
            return;
        }
        Body body = response.status() == NO_CONTENT ? new Body.None() : response.body();
        if (body instanceof Body.Json json) body = new Body.Bytes(JSON, app.mapper.writeValueAsBytes(json.value()));
        if (body instanceof Body.Kept kept) send(response, kept, isHead);
        else if (body instanceof Body.Bytes bytes) send(response, bytes, isHead);
        else if (body instanceof Body.Streamed streamed) stream(response, streamed, isHead);
        else if (body instanceof Body.Stored stored) send(response, stored.file(), isHead);
        else if (body instanceof Body.Asset asset) send(response, asset);
        else if (body instanceof Body.PassedOn on) passOn(on);
        else if (body instanceof Body.Elsewhere elsewhere)
            whole(head(response, null, "Location", Locations.header(exchange.mount(), elsewhere.location())), NOTHING);
        else whole(head(response, null), NOTHING);
    }

    private void send(Response response, Body.Bytes bytes, boolean isHead) throws IOException {
        if (!isHead) whole(head(response, bytes.type()), bytes.content());
        else whole(head(response, bytes.type(), "Content-Length", String.valueOf(bytes.content().length)), NOTHING);
    }

    private void send(Response response, Body.Kept kept, boolean isHead) throws IOException {
        List<String> own = kept.own();
        if (isHead) {
            own = new ArrayList<>(own);
            own.addAll(List.of("Content-Length", String.valueOf(kept.content().length)));
        }
        whole(new Head(response.status(), kept.common(), own), isHead ? NOTHING : kept.content());
    }

    private void send(Response response, Path file, boolean isHead) throws Exception {
        if (!Files.isRegularFile(file)) throw Signal.notFound();
        String type = exchange.mimeType(file.getFileName().toString());
        String length = String.valueOf(Files.size(file));
        Supplier<Head> head = () -> head(response, type == null ? ANY : type, "Content-Length", length);
        if (isHead) whole(head.get(), NOTHING);
        else stream(head, out -> Files.copy(file, out));
    }

    private void stream(Response response, Body.Streamed streamed, boolean isHead) throws Exception {
        Supplier<Head> head = () -> head(response, streamed.type());
        if (isHead) withoutLength(head);
        else stream(head, streamed.writer());
    }

    /** Only the head, flushed: sent whole, an empty body would have a length, and what it stands for has another. */
    private void withoutLength(Supplier<Head> head) throws Exception {
        stream(head, OutputStream::flush);
    }

    private void whole(Head head, byte[] body) throws IOException {
        begin();
        toHost(() -> exchange.send(head, body));
    }

    private void stream(Supplier<Head> head, BodyWriter writer) throws Exception {
        Out out = new Out(head);
        try {
            writer.write(out);
            out.end();
        } finally {
            out.isOver = true;
        }
    }

    private void begin() {
        hasBegun = true;
        open.begin();
    }

    /** The host says whether it has one, and sends it itself. */
    private void send(Response response, Body.Asset asset) throws IOException {
        Head defaults = head(response, null);
        hasBegun = true;
        toHost(() -> hasBegun = exchange.asset(asset.path(), defaults));
        if (!hasBegun) throw Signal.notFound();
        open.begin();
    }

    /** The host says whether anything behind the application may answer, and takes what was set on the way along. */
    private void passOn(Body.PassedOn on) {
        List<String> set = new ArrayList<>(open.fields());
        addCookies(Response.empty(), set);
        if (!exchange.passOn(new Head(200, set), on.changed())) throw Signal.notFound();
        begin();
    }

    private void toHost(HostCall call) throws IOException {
        try {
            call.make();
        } catch (IOException refused) {
            hasLostClient = true;
            throw refused;
        }
    }

    @FunctionalInterface
    private interface HostCall {
        void make() throws IOException;
    }

    /** Of one name, what the response has goes before what was set on the way, and that before the defaults. */
    private Head head(Response response, @Nullable String type, String... own) {
        List<String> fields = new ArrayList<>(List.of(own));
        addUnlessThere(fields, response.fields());
        addUnlessThere(fields, open.fields());
        if (type != null) addUnlessThere(fields, List.of("Content-Type", type));
        addUnlessThere(fields, app.defaults);
        if (response.body() instanceof Body.Bytes bytes) addUnlessThere(fields, bytes.defaults());
        addCookies(response, fields);
        return new Head(response.status(), fields);
    }

    /** Names and values in turn: of {@code more}, those whose names are not among {@code fields} yet. */
    static void addUnlessThere(List<String> fields, List<String> more) {
        int known = fields.size();
        for (int i = 0; i < more.size(); i += 2) {
            if (isThere(more.get(i), fields, known)) continue;
            fields.add(more.get(i));
            fields.add(more.get(i + 1));
        }
    }

    /** {@code Vary} is a list, to which everybody may add. */
    private static boolean isThere(String name, List<String> fields, int known) {
        if (name.equalsIgnoreCase("Vary")) return false;
        for (int i = 0; i < known; i += 2) if (fields.get(i).equalsIgnoreCase(name)) return true;
        return false;
    }

    private void addCookies(Response response, List<String> inTurn) {
        List<ResponseCookie> cookies = open.setCookies();
        if (cookies.isEmpty() && response.cookies().isEmpty()) return;
        response.cookies().forEach(cookie -> ResponseCookies.put(cookies, cookie));
        boolean overHttps = exchange.origin().startsWith("https:");
        for (ResponseCookie cookie : cookies) {
            inTurn.add("Set-Cookie");
            inTurn.add(cookie.header(exchange.mount(), overHttps));
        }
    }

    /** Begins the response with its first byte, so that what goes wrong before is still an error response. */
    private final class Out extends OutputStream {
        private final Supplier<Head> head;
        private @Nullable OutputStream host;
        /** A container may give the stream behind this to the next request: a task that has kept this must not write there (R15). */
        private volatile boolean isOver;

        Out(Supplier<Head> head) {
            this.head = head;
        }

        private OutputStream host() throws IOException {
            if (isOver)
                throw new IllegalStateException("The response has ended: its body cannot be written to any more (R15)");
            OutputStream known = host;
            if (known != null) return known;
            Head last = head.get(); // now: the writer may have set headers
            begin();
            known = exchange.stream(last);
            host = known;
            return known;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) return; // no first byte yet
            toHost(() -> host().write(bytes, offset, length));
        }

        @Override
        public void flush() throws IOException {
            toHost(() -> host().flush());
        }

        /** The application's: the response ends when its writer has returned. */
        @Override
        public void close() {}

        void end() throws IOException {
            toHost(() -> host().close());
        }
    }
}
