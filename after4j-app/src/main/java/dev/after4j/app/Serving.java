package dev.after4j.app;

import dev.after4j.app.cache.CachedPage;
import dev.after4j.app.spi.Exchange;
import dev.after4j.spi.Surface;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request on its way: through the proxies, to an asset, an action or a route handler, and back as a response. */
final class Serving implements Rendering.Stage {
    private static final Logger LOG = LoggerFactory.getLogger(App.class);
    private static final int UNPROCESSABLE = 422;
    /** What the answer to a page depends on, as it may be a part of it. */
    static final String FRAGMENTS = "HX-Request, HX-Boosted, HX-History-Restore-Request";

    private final App app;
    private final Exchange exchange;
    private final Incoming incoming;
    private final OpenResponse open = new OpenResponse();
    private final Sender sender;
    /** What the request is for by now. */
    private Target target;
    /** Where its code runs by now: what goes wrong is answered there. */
    private Surface surface;
    /** What its code is called in reports. */
    private Supplier<String> code = () -> "the application";
    /** Whether error pages have had their turn. */
    private boolean hasRendered;
    /** What was reported where it happened, for all who get it. */
    private @Nullable Throwable known;

    Serving(App app, Exchange exchange) {
        this.app = app;
        this.exchange = exchange;
        this.incoming = new Incoming(exchange, app.maxBody);
        this.sender = new Sender(app, exchange, open);
        this.target = Target.of(exchange.path(), exchange.query());
        RequestCode none = new RequestCode(app, open);
        none.end(); // an error handler that nothing has run before expires at once
        this.surface = Surfaces.ROUTE_HANDLER.accompanied(app::taskCode).holding(none);
    }

    void serve() throws Exception {
        try {
            send(response(answer()));
        } catch (Throwable thrown) {
            if (sender.hasBegun()) {
                if (!sender.hasLostClient()) LOG.error("The response to {} broke off", incoming, thrown);
                throw thrown;
            }
            answer(thrown);
        } finally {
            incoming.close();
        }
    }

    private void answer(Throwable thrown) throws Exception {
        try {
            send(answerTo(thrown));
        } catch (Exception unsent) {
            if (sender.hasBegun()) throw unsent;
            LOG.error("What the error handler answered to {} could not be sent", incoming, unsent);
            int status = thrown instanceof Signal signal ? signal.status() : 500;
            send(Response.text(PlainErrors.text(new Problem(status, null, null)))
                    .status(status));
        }
    }

    /** Of the first proxy that has one, or of what the request is for. */
    private Result answer() throws Exception {
        for (App.ProxyAt at : app.proxies) {
            if (!at.pattern().matches(target.decoded())) continue;
            code = () -> "the proxy " + at.pattern() + " (" + CodeName.of(at.proxy()) + ")";
            ProxyResult result = on(Surfaces.PROXY, () -> at.proxy().handle(request(Optional.empty())));
            if (result instanceof Result own) return own;
            follow((Forward) Objects.requireNonNull(result, "A proxy returned null; return Forward.next()"));
        }
        return isAsset() ? Response.asset(target.decoded().text()) : route();
    }

    private void follow(Forward forward) {
        incoming.change(forward.headers());
        forward.target().ifPresent(other -> target = target.rewritten(other));
    }

    private boolean isAsset() {
        if (!isReading() || target.decoded().endsWithSlash()) return false;
        List<String> segments = target.decoded().segments();
        for (List<String> prefix : app.assets)
            if (segments.size() > prefix.size()
                    && segments.subList(0, prefix.size()).equals(prefix)) return true;
        return false;
    }

    private boolean isReading() {
        return incoming.method().equals("GET") || incoming.method().equals("HEAD");
    }

    private Result route() throws Exception {
        List<Routes.Found> found = app.routes.find(target.decoded());
        if (found.isEmpty()) return unrouted();
        if (target.decoded().endsWithSlash()) return withoutSlash();
        String method = incoming.method();
        for (Routes.Found at : found) {
            if (at.endpoint().takesActions(method)) return submit(at);
            Endpoint.Shown shown = at.endpoint().page(method);
            if (shown != null) return show(shown, at.values(), Optional.empty());
            Endpoint.Route route = at.endpoint().route(method);
            if (route != null) return handle(route, at.values(), Optional.empty());
        }
        return notAllowed(found);
    }

    /** A rewrite leads within the application, so only what the client asked for goes on to the host. */
    private Result unrouted() {
        if (target.path().equals(exchange.path())) return Response.passedOn(incoming.changed());
        throw Signal.notFound();
    }

    /** Of what the client asked for: where a proxy has led it to is nobody's business. */
    private Response withoutSlash() {
        String path = exchange.path().endsWith("/") ? exchange.path() : target.path();
        return Response.redirect(308, target.withQuery(path.substring(0, path.length() - 1)));
    }

    private Result notAllowed(List<Routes.Found> found) {
        Set<String> methods = new TreeSet<>();
        for (Routes.Found at : found) methods.addAll(at.endpoint().allowed());
        String allowed = String.join(", ", methods);
        open.headers().set("Allow", allowed);
        if (incoming.method().equals("OPTIONS")) return Response.empty();
        throw Signal.of(405, "Use " + allowed + ", not " + Fields.visible(incoming.method()));
    }

    private Result handle(Endpoint.Route route, List<String> values, Optional<Form> submitted) throws Exception {
        target = target.matched(route.pattern(), values);
        code = route::title;
        Response kept = submitted.isEmpty() && isReading() ? kept(route, values) : null;
        if (kept != null) return kept;
        return on(Surfaces.ROUTE_HANDLER, () -> route.handler().handle(request(submitted)));
    }

    private Response show(Endpoint.Shown shown, List<String> values, Optional<Form> submitted) throws Exception {
        target = target.matched(shown.pattern(), values);
        code = shown::title;
        Response kept = submitted.isEmpty() ? kept(shown, values) : null;
        if (kept != null) return kept;
        Request request = request(submitted);
        return render(app.branches.of(shown.pattern()), request, Leaf.of(shown, request));
    }

    /** What is kept of that, or came of rendering it for that; null if it is to be made for this request. */
    private @Nullable Response kept(Prerendered source, List<String> values) throws Exception {
        if (source.isDynamic() || exchange.showsErrors()) return null;
        PagePath path = PagePath.of(source, exchange.mount(), target.decoded(), values);
        StaticPages.Answer answer = app.pages().answer(path).orElse(null);
        if (answer == null) return null;
        boolean isFragment =
                source instanceof Endpoint.Shown && request(Optional.empty()).wantsFragment();
        Rendered otherwise = answer.otherwise();
        if (otherwise != null) return otherwise(otherwise, isFragment);
        CachedPage page = answer.page();
        if (page == null) throw known(Objects.requireNonNull(answer.failure()));
        StaticPages pages = app.pages();
        KeptResponse kept = new KeptResponse(pages.forms(page), answer.state(), incoming, open, pages.now());
        return isFragment ? kept.part().orElse(null) : kept.whole();
    }

    private @Nullable Response otherwise(Rendered rendered, boolean isFragment) throws Exception {
        Throwable failure = rendered.failure();
        Response response = rendered.response();
        if (response == null) {
            hasRendered = rendered.path().source() instanceof Endpoint.Shown
                    && rendered.need().isEmpty();
            throw known(Objects.requireNonNull(failure));
        }
        if (isFragment && rendered.fragment().isEmpty()) return null;
        if (failure != null && !(failure instanceof Signal)) {
            known = failure;
            reported(failure);
        }
        if (!(rendered.path().source() instanceof Endpoint.Shown)) return response;
        Response shown =
                isFragment ? KeptResponse.part(response, rendered.fragment().get()) : response;
        return shown.header("Vary", FRAGMENTS);
    }

    private Exception known(Throwable failure) {
        known = failure;
        if (failure instanceof Error error) throw error;
        return (Exception) failure;
    }

    private Response render(Branch branch, Request request, Leaf leaf) throws Exception {
        hasRendered = true;
        SiteAddress site = new SiteAddress(app.baseUrl, exchange.mount());
        return new Rendering(this, request, branch, site, leaf).response().header("Vary", FRAGMENTS);
    }

    private Result submit(Routes.Found at) throws Exception {
        CrossSite.refuse(incoming, app.allowedOrigins);
        Endpoint.Named named = action(at.endpoint());
        target = target.matched(named.pattern(), at.values());
        code = () ->
                "the action " + named.pattern() + "?action=" + named.name() + " (" + CodeName.of(named.action()) + ")";
        return on(
                Surfaces.ACTION,
                () -> named.action().submit(request(Optional.empty()).form()));
    }

    private Endpoint.Named action(Endpoint endpoint) {
        Optional<String> name = target.query().first("action");
        if (name.isEmpty())
            throw Signal.of(400, "Name an action in the query, ?action=.., one of " + endpoint.actionNames());
        Endpoint.Named named = endpoint.action(name.get());
        if (named != null) return named;
        throw Signal.of(
                404, "There is no action '" + Fields.visible(name.get()) + "' here, only " + endpoint.actionNames());
    }

    private Request request(Optional<Form> submitted) {
        return new Request(incoming, target, app.mapper, submitted);
    }

    /** Runs code of the application on another surface. Who renders cannot change the response. */
    @Override
    public <T extends @Nullable Object> T on(Surface kind, Callable<T> code) throws Exception {
        Surface seeing =
                kind.seeing(new Seen(target.route(), incoming.changed())).accompanied(app::taskCode);
        if (kind.inTasks() == Surface.RequestAccess.REFUSED) {
            surface = seeing.holding(app.renderingCode());
            return here(code);
        }
        RequestCode own = new RequestCode(app, open);
        surface = seeing.holding(own);
        try {
            return here(code);
        } finally {
            own.end();
        }
    }

    /** Runs code of the application where it was last. */
    private <T extends @Nullable Object> T here(Callable<T> code) throws Exception {
        return Surfaces.on(surface, code);
    }

    private void send(Response response) throws Exception {
        here(() -> {
            sender.send(response, incoming.method());
            return null;
        });
    }

    private Response response(@Nullable Result result) throws Exception {
        Objects.requireNonNull(
                result, () -> "The code for " + incoming + " returned null; return a Response or a Signal");
        if (result instanceof Signal signal) return answerTo(signal);
        Response response = (Response) result;
        return response.body() instanceof Body.Again again ? again(response, again.form()) : response;
    }

    private Response again(Response asked, Form form) throws Exception {
        for (Routes.Found at : app.routes.find(target.decoded())) {
            Endpoint.Shown page = at.endpoint().page("GET");
            if (page != null) return again(asked, show(page, at.values(), Optional.of(form)));
            Endpoint.Route route = at.endpoint().route("GET");
            if (route == null) continue;
            Result shown = handle(route, at.values(), Optional.of(form));
            if (shown instanceof Signal signal) return answerTo(signal);
            return asked.over(page(shown), UNPROCESSABLE);
        }
        throw new IllegalStateException(
                "form.again() shows what GET answers, but there is no page, nor a route for GET, at the path of "
                        + incoming);
    }

    /** An error page keeps its status. */
    private static Response again(Response asked, Response shown) {
        return shown.chosenStatus().isPresent() ? shown : asked.over(shown, UNPROCESSABLE);
    }

    private Response page(@Nullable Result shown) {
        if (shown instanceof Response page && !(page.body() instanceof Body.Again)) return page;
        throw new IllegalStateException("form.again() shows what GET answers, but for " + incoming
                + " its route returned " + (shown == null ? "null" : "form.again() itself"));
    }

    private Response answerTo(Throwable thrown) {
        if (thrown instanceof Signal signal) return answerTo(signal);
        Problem problem = reported(thrown);
        return exchange.showsErrors()
                ? PlainErrors.withTrace(problem, located(thrown).component()).status(500)
                : show(problem);
    }

    private Problem reported(Throwable thrown) {
        RenderingException failure = located(thrown);
        if (!thrown.equals(known)) LOG.error("{} failed in {}", incoming, failure.component(), failure.thrown());
        exchange.failed(failure.thrown());
        return new Problem(500, null, failure.thrown());
    }

    private RenderingException located(Throwable thrown) {
        return thrown instanceof RenderingException known ? known : new RenderingException(code.get(), thrown);
    }

    @Override
    public Optional<Problem> problem(Throwable thrown) {
        if (thrown instanceof Signal signal) return Optional.of(problem(signal));
        return exchange.showsErrors() ? Optional.empty() : Optional.of(reported(thrown));
    }

    private static Problem problem(Signal signal) {
        return new Problem(signal.status(), signal.detail().orElse(null), null);
    }

    private Response answerTo(Signal signal) {
        return signal.location()
                .map(location -> Response.redirect(signal.statusAfter(incoming.method()), location))
                .orElseGet(() -> show(problem(signal)));
    }

    private Response show(Problem problem) {
        Optional<Branch.Level> level = errorLevel(problem);
        return level.isPresent() ? show(level.get(), problem) : handled(problem);
    }

    private Response handled(Problem problem) {
        try {
            Response shown = here(() -> app.errors.handle(request(Optional.empty()), problem));
            return shown.chosenStatus().isPresent() ? shown : shown.status(problem.status());
        } catch (Throwable thrown) {
            LOG.error("The error handler failed for the {} of {}", problem.status(), incoming, thrown);
            exchange.failed(thrown);
            return Response.text(PlainErrors.text(problem)).status(problem.status());
        }
    }

    /** Whoever navigates gets a page, also from where there is none; error pages that failed themselves do not get a second turn. */
    private Optional<Branch.Level> errorLevel(Problem problem) {
        if (hasRendered || !wantsPage() || !target.isWellFormed()) return Optional.empty();
        return app.branches.levelFor(problem.status(), target.decoded());
    }

    /** What htmx sends accepts anything. */
    private boolean wantsPage() {
        return incoming.header("accept").orElse("").toLowerCase(Locale.ROOT).contains("text/html")
                || request(Optional.empty()).wantsFragment();
    }

    private Response show(Branch.Level level, Problem problem) {
        Target here = target.below(level.pattern, level.pattern.values(target.decoded()));
        Request request = new Request(incoming, here, app.mapper, Optional.empty());
        ErrorPage page = Objects.requireNonNull(level.errorPage(problem.status()));
        try {
            return render(app.branches.upTo(level), request, Leaf.of(page, request, problem));
        } catch (Throwable thrown) {
            return answerTo(thrown);
        }
    }
}
