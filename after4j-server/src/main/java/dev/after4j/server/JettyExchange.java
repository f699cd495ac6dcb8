package dev.after4j.server;

import dev.after4j.app.Part;
import dev.after4j.app.spi.Exchange;
import dev.after4j.app.spi.Head;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.URIUtil;
import org.jspecify.annotations.Nullable;

/** Jetty's request and response as an application sees them. */
final class JettyExchange implements Exchange, AutoCloseable {
    /** Where {@code after4j-jetty} looks for what a handler has thrown that answered for it itself (R13). */
    private static final String ERROR = "jakarta.servlet.error.exception";

    private static final int FIRST_REFUSAL = 300;
    private static final int LONGEST_REST = 1024 * 1024;

    private enum Progress {
        NOTHING_SENT,
        /** Jetty goes on by itself, and completes the callback. */
        HANDED_OVER,
        STREAMING,
        STREAMED
    }

    private final Request request;
    private final Assets assets;
    private final @Nullable Compression compression;
    private final boolean isDev;
    private Response response;
    private Callback callback;
    private boolean isCompressing;
    private Progress progress = Progress.NOTHING_SENT;
    private @Nullable Parts parts;
    private @Nullable OutputStream streamed;

    /** {@code isCompressing} says whether {@code response} is one that {@code compression} is at work on already. */
    JettyExchange(
            Request request,
            Response response,
            Callback callback,
            Assets assets,
            @Nullable Compression compression,
            boolean isCompressing,
            boolean isDev) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.assets = assets;
        this.compression = compression;
        this.isCompressing = isCompressing;
        this.isDev = isDev;
    }

    @Override
    public boolean sendsCompressed() {
        return compression != null;
    }

    /** From here on the response is compressed, if its client and its type are such. */
    private void compress() {
        if (compression == null || isCompressing) return;
        isCompressing = true;
        compression.around(request, response, callback, (same, compressing, then) -> {
            response = compressing;
            callback = then;
        });
    }

    /** The application has done its part. */
    void returned() {
        if (progress == Progress.STREAMED) callback.succeeded();
        else if (progress != Progress.HANDED_OVER)
            callback.failed(new IllegalStateException("The application returned without the end of its response"));
    }

    /** The application could not answer, or not to the end. */
    void brokeOff(Throwable thrown) {
        if (progress == Progress.HANDED_OVER) return;
        if (streamed != null) commit(streamed, thrown);
        callback.failed(thrown);
    }

    /** Jetty would put its error page in place of what is still in the buffer: the response is to break off. */
    private static void commit(OutputStream stream, Throwable thrown) {
        try {
            stream.flush();
        } catch (IOException gone) {
            thrown.addSuppressed(gone);
        }
    }

    @Override
    public void close() {
        if (parts != null) parts.close();
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String path() {
        String path = request.getHttpURI().getPath();
        return path == null ? "" : path; // CONNECT has none
    }

    @Override
    public @Nullable String query() {
        return request.getHttpURI().getQuery();
    }

    @Override
    public @Nullable String header(String name) {
        return request.getHeaders().get(name);
    }

    @Override
    public String origin() {
        StringBuilder origin = new StringBuilder();
        String scheme = request.getHttpURI().getScheme();
        URIUtil.appendSchemeHostPort(origin, scheme, Request.getServerName(request), Request.getServerPort(request));
        return origin.toString().toLowerCase(Locale.ROOT);
    }

    @Override
    public @Nullable String remoteAddress() {
        return Request.getRemoteAddr(request);
    }

    @Override
    public InputStream body() {
        return Content.Source.asInputStream(request);
    }

    @Override
    public long length() {
        return request.getLength();
    }

    @Override
    public List<? extends Part> parts(long maxBytes) throws IOException {
        parts = Parts.read(request, maxBytes);
        return parts.all();
    }

    @Override
    public void send(Head head, byte[] body) {
        if (head.status() >= FIRST_REFUSAL) takeRest();
        if (Compression.isWorthIt(head, body.length) || HttpMethod.HEAD.is(method())) compress();
        begin(head);
        progress = Progress.HANDED_OVER;
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    /**
     * A client that is still sending when its connection is closed may not see why it was refused; one that is not told of the close
     * may send its next request there.
     */
    private void takeRest() {
        boolean waitsForUs = request.getHeaders().contains(HttpHeader.EXPECT);
        try {
            if (!waitsForUs && length() <= LONGEST_REST) body().skipNBytes(LONGEST_REST);
        } catch (IOException ended) {
            // by its end, or broken: either way nothing more comes
        }
        if (!request.consumeAvailable()) response.getHeaders().put(HttpFields.CONNECTION_CLOSE); // HTTP/2 leaves it out
    }

    @Override
    public OutputStream stream(Head head) {
        // where compression is asked for a 304 Jetty puts all that the client has named in place of the tag
        if (head.status() != HttpStatus.NOT_MODIFIED_304) compress();
        begin(head);
        progress = Progress.STREAMING;
        streamed = new BufferedOutputStream(Content.Sink.asOutputStream(response)) {
            @Override
            public void close() throws IOException {
                super.close();
                progress = Progress.STREAMED;
            }
        };
        return streamed;
    }

    private void begin(Head head) {
        tellOfTheStop();
        response.setStatus(head.status());
        Head common = head.common();
        if (common != null) response.getHeaders().add(common.encoded(HttpFields.class, JettyExchange::encoded));
        head.own(response.getHeaders()::add);
    }

    /** As bytes, once for all responses that share them. */
    private static HttpFields encoded(Head head) {
        HttpFields.Mutable fields = HttpFields.build();
        head.headers((name, value) -> fields.add(new PreEncodedHttpField(name, value)));
        return fields.asImmutable();
    }

    /** Jetty does so as well, but only from the moment at which its connector has heard of the stop. */
    private void tellOfTheStop() {
        Server server = request.getConnectionMetaData().getConnector().getServer();
        if (server.isStopping()) response.getHeaders().put(HttpFields.CONNECTION_CLOSE); // HTTP/2 leaves it out
    }

    @Override
    public boolean asset(String path, Head defaults) throws IOException {
        tellOfTheStop();
        compress();
        boolean isThere = assets.send(path, defaults, request, response, callback);
        if (isThere) progress = Progress.HANDED_OVER;
        return isThere;
    }

    @Override
    public @Nullable String mimeType(String fileName) {
        return MimeTypes.DEFAULTS.getMimeByExtension(fileName);
    }

    @Override
    public void failed(Throwable thrown) {
        request.setAttribute(ERROR, thrown);
    }

    @Override
    public <T> Optional<T> unwrap(Class<T> type) {
        return Optional.ofNullable(Request.as(request, type));
    }

    /** Only to this machine, and not through a proxy or tunnel that runs on it. */
    @Override
    public boolean showsErrors() {
        return isDev && isLocal() && !isForwarded() && isLocalName(Request.getServerName(request));
    }

    private boolean isLocal() {
        SocketAddress peer = Request.unWrap(request).getConnectionMetaData().getRemoteSocketAddress();
        return peer instanceof InetSocketAddress address && address.getAddress().isLoopbackAddress();
    }

    /** Another name may be that of a page elsewhere, which has been made to lead here. */
    private static boolean isLocalName(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private boolean isForwarded() {
        return request.getHeaders().contains(HttpHeader.FORWARDED)
                || request.getHeaders().contains(HttpHeader.X_FORWARDED_FOR);
    }
}
