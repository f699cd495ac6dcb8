package dev.after4j.app;

import dev.after4j.app.spi.Exchange;
import dev.after4j.app.spi.Head;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What stands in for a request where a page is rendered to be kept: its path is known, and nothing else can be asked for. */
final class StaticExchange implements Exchange {
    private final String mount;
    private final String path;
    private final Supplier<RequestNeededException> refusal;
    private final UnaryOperator<String> renamed;

    StaticExchange(String mount, String path, Supplier<RequestNeededException> refusal, UnaryOperator<String> renamed) {
        this.mount = mount;
        this.path = path;
        this.refusal = refusal;
        this.renamed = renamed;
    }

    /** Where a path of the application leads that is linked to. */
    String renamed(String linked) {
        return renamed.apply(linked);
    }

    /** For whoever knows of something besides that needs a request. */
    RequestNeededException refusal() {
        return refusal.get();
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String mount() {
        return mount;
    }

    @Override
    public @Nullable String query() {
        throw refusal.get();
    }

    @Override
    public @Nullable String header(String name) {
        throw refusal.get();
    }

    @Override
    public String origin() {
        throw refusal.get();
    }

    @Override
    public @Nullable String remoteAddress() {
        throw refusal.get();
    }

    @Override
    public @Nullable Principal principal() {
        throw refusal.get();
    }

    @Override
    public InputStream body() {
        throw refusal.get();
    }

    @Override
    public long length() {
        throw refusal.get();
    }

    @Override
    public List<? extends Part> parts(long maxBytes) {
        throw refusal.get();
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        throw refusal.get();
    }

    @Override
    public void send(Head head, byte[] body) {
        throw nobody();
    }

    @Override
    public OutputStream stream(Head head) {
        throw nobody();
    }

    @Override
    public boolean asset(String path, Head defaults) {
        throw nobody();
    }

    private static IllegalStateException nobody() {
        return new IllegalStateException("There is nobody to send anything to: what is rendered here is kept");
    }

    /** Whoever renders knows. */
    @Override
    public void failed(Throwable thrown) {}
}
