package dev.after4j.app;

import dev.after4j.AfterRuntime;
import dev.after4j.AfterScope;
import dev.after4j.app.cache.CachedPage;
import dev.after4j.spi.OpenScope;
import dev.after4j.spi.Surface;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One rendering without a request, in a scope of its own (R25). On a thread that carries nothing of a request. */
final class StaticRender implements Rendering.Stage {
    private static final Surface HANDLER = Surface.of("route handler", Surface.RequestAccess.REFUSED);
    private static final int OK = 200;

    private final App app;
    private final PagePath path;
    private final OpenScope scope;
    private final StaticCode code;
    private final UnaryOperator<String> renamed;
    private final long begun;
    private final Instant at;
    private Optional<CachedPage.Fragment> fragment = Optional.empty();
    /** What was thrown, also if an error page shows it. */
    private @Nullable Throwable failure;

    private boolean isErrorPage;

    StaticRender(
            App app, AfterRuntime runtime, AfterScope.Reason reason, PagePath path, Consumer<StaticCode.Ended> ends) {
        this(app, runtime, reason, path, ends, UnaryOperator.identity());
    }

    /** {@code renamed} is where paths lead that are linked to. */
    StaticRender(
            App app,
            AfterRuntime runtime,
            AfterScope.Reason reason,
            PagePath path,
            Consumer<StaticCode.Ended> ends,
            UnaryOperator<String> renamed) {
        this.app = app;
        this.renamed = renamed;
        this.path = path;
        this.scope = OpenScope.open(runtime, name(reason) + " of " + path, reason);
        this.begun = app.pages().stamp();
        this.at = app.pages().now();
        // Whoever expires a path wants all there anew; what other tags expire are the data with these tags. Behind the
        // stamp: what is expired when this has looked expires the page, too.
        long freshFrom = app.pages().cache().expired(path.tags());
        this.code = new StaticCode(app, path.source().prerender(), path.tags(), freshFrom, ends);
    }

    private static String name(AfterScope.Reason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    Rendered render() {
        return render(true);
    }

    /** Never throws; whoever calls finishes the scope, or discards it. What is not listed is not found. */
    Rendered render(boolean isListed) {
        Response response = null;
        CachedPage page = null;
        try {
            response = whole(Surfaces.in(scope, surface(Surfaces.PAGE), () -> respond(isListed)));
            if (isKept(response)) page = kept(response);
        } catch (Throwable thrown) {
            response = null;
            if (code.need().isEmpty()) failed(thrown);
        }
        code.need().ifPresent(this::needed);
        return new Rendered(
                path,
                scope,
                code,
                page,
                code.need().isEmpty() ? response : null,
                fragment,
                failure,
                isErrorPage,
                begun);
    }

    private void failed(Throwable thrown) {
        if (failure != null && !thrown.equals(failure)) thrown.addSuppressed(failure);
        failure = thrown;
    }

    private void needed(RequestNeededException need) {
        if (isErrorPage) return; // the page has failed by itself
        failure = new IllegalStateException(path.source().title() + " is kept, and asks for a request: " + need.call()
                + " (R24); leave that away, or make it Prerender.NEVER");
    }

    private Response whole(Response response) {
        if (!(response.body() instanceof Body.Json json)) return response;
        return response.over(
                Response.bytes(Sender.JSON, app.mapper.writeValueAsBytes(json.value())), response.status());
    }

    private Response respond(boolean isListed) throws Exception {
        Incoming incoming =
                new Incoming(new StaticExchange(path.mount(), path.path(), code::requestNeeded, renamed), 0);
        try {
            Request request = new Request(incoming, path.target(), app.mapper, Optional.empty());
            if (path.source() instanceof Endpoint.Shown shown) return show(shown, request, isListed);
            return path.source() instanceof NotFoundFile file ? show(file, request) : handle(request, isListed);
        } finally {
            incoming.close();
        }
    }

    private Response show(Endpoint.Shown shown, Request request, boolean isListed) throws Exception {
        Leaf leaf = isListed ? Leaf.of(shown, request) : Leaf.missing(shown);
        Rendering rendering = new Rendering(this, request, app.branches.of(shown.pattern()), site(), leaf);
        Response response = rendering.response();
        fragment = rendering.fragment();
        return response;
    }

    /** A file that others serve has no status. */
    private Response show(NotFoundFile file, Request request) throws Exception {
        Leaf leaf = Leaf.of(file.page(), request, new Problem(404, null, null));
        return new Rendering(this, request, app.branches.upTo(file.level()), site(), leaf)
                .response()
                .status(OK);
    }

    private SiteAddress site() {
        return new SiteAddress(app.baseUrl, path.mount(), renamed);
    }

    private Response handle(Request request, boolean isListed) throws Exception {
        if (!isListed) throw Signal.notFound();
        Endpoint.Route route = (Endpoint.Route) path.source();
        Result result = Objects.requireNonNull(
                on(HANDLER, () -> route.handler().handle(request)), () -> route.title() + " returned null");
        if (result instanceof Signal signal) throw signal;
        return (Response) result;
    }

    private boolean isKept(Response response) {
        if (failure != null || code.need().isPresent()) return false;
        if (!isForEverybody(response))
            throw new IllegalStateException(
                    path.source().title()
                            + " is static, and answered with a cookie, a stream or a file: a static answer is whole, and for everybody");
        return response.status() == OK && response.body() instanceof Body.Bytes;
    }

    private static boolean isForEverybody(Response response) {
        Body body = response.body();
        boolean isWhole = body instanceof Body.Bytes || body instanceof Body.Elsewhere || body instanceof Body.None;
        return isWhole && response.cookies().isEmpty();
    }

    private CachedPage kept(Response response) {
        Body.Bytes body = (Body.Bytes) response.body();
        List<String> fields = new ArrayList<>();
        boolean hasType = false;
        for (int i = 0; i < response.fields().size(); i += 2) {
            String name = response.fields().get(i);
            hasType |= name.equalsIgnoreCase("Content-Type");
            if (name.equalsIgnoreCase("ETag")) continue; // each form has one of its own
            fields.addAll(response.fields().subList(i, i + 2));
        }
        if (!hasType) fields.addAll(List.of("Content-Type", body.type()));
        return new CachedPage(begun, at, code.age(), code.tags(), fields, body.content(), fragment);
    }

    private Surface surface(Surface kind) {
        return kind.withoutRequest(code::requestNeeded).accompanied(code::task).holding(code);
    }

    @Override
    public <T extends @Nullable Object> T on(Surface kind, Callable<T> body) throws Exception {
        return Surfaces.on(surface(kind), body);
    }

    /** An error page is made of it, so that it is seen here only. */
    @Override
    public Optional<Problem> problem(Throwable thrown) {
        if (code.need().isPresent()) return Optional.empty();
        failed(thrown);
        isErrorPage = true;
        if (thrown instanceof Signal signal)
            return Optional.of(new Problem(signal.status(), signal.detail().orElse(null), null));
        return Optional.of(
                new Problem(500, null, thrown instanceof RenderingException known ? known.thrown() : thrown));
    }
}
