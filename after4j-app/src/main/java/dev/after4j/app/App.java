package dev.after4j.app;

import dev.after4j.NoAfterScopeException;
import dev.after4j.app.cache.PageCache;
import dev.after4j.app.spi.Exchange;
import dev.after4j.spi.Surface;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * An application: what it answers, made once at start and then unchanged.
 *
 * <pre>{@code
 * App app = App.builder()
 *         .proxy("/{path...}", stamp)
 *         .layout("/", (request, content) -> jte.view("root.jte").with("head", content.head()).with("body", content.body()))
 *         .page("/posts/{slug}", request -> jte.view("post.jte").with("post", posts.find(request.param("slug"))))
 *         .route("GET", "/orders/{id}", request -> Response.json(orders.find(request.param("id"))))
 *         .route("POST", "/api/route", request -> {
 *             orders.place(request.json(Order.class));
 *             return Response.empty();
 *         })
 *         .action("/posts/{slug}", "comment", comment)
 *         .assets("/assets")
 *         .build();
 * }</pre>
 *
 * <p>It runs on {@code AfterServer}, or mounted in Spring Boot, a WAR or Jetty with {@code after4j-app-servlet}.
 *
 * <p><b>Routing.</b> Fixed segments go before {@code {name}}, and that before {@code {name...}}, the rest of the path. HEAD is
 * answered as GET without its body, OPTIONS with what is allowed, another method with 405. A slash at the end is redirected
 * away. A path with empty or dot segments, encoded slashes or control characters is a 400.
 *
 * <p><b>Errors</b> are shown by the nearest {@link Builder#errorPage error page}, or answered by the {@link Builder#error error handler}. A client's mistake is a status from 400 to 499; what
 * the application's code throws is a 500, and is logged.
 */
public final class App {
    private static final long PAGES_BYTES = 64 << 20;

    final Routes routes;
    final Branches branches;
    final Optional<String> baseUrl;
    final List<ProxyAt> proxies;
    final List<List<String>> assets;
    final Set<String> allowedOrigins;
    /** Names and values in turn. */
    final List<String> defaults;

    final ErrorHandler errors;
    final JsonMapper mapper;
    final long maxBody;
    private final boolean ownsPages;
    private final StaticPages pages;
    private final DataStore data;
    private final Revalidation revalidation;
    private final RenderingCode renderingCode = new RenderingCode(this);

    /** A proxy, with the paths that it stands in front of. */
    record ProxyAt(RoutePattern pattern, Proxy proxy) {}

    private App(Builder builder) {
        this.routes = builder.routes;
        this.branches = builder.branches;
        this.baseUrl = builder.baseUrl;
        this.proxies = List.copyOf(builder.proxies);
        this.assets = List.copyOf(builder.assets);
        this.allowedOrigins = Set.copyOf(builder.allowedOrigins);
        this.defaults = builder.defaults.entrySet().stream()
                .flatMap(header -> Stream.of(header.getKey(), header.getValue()))
                .toList();
        this.errors = builder.errors;
        this.mapper = builder.mapper;
        this.maxBody = builder.maxBody;
        this.ownsPages = builder.pageCache == null;
        this.pages = new StaticPages(
                this, builder.pageCache == null ? PageCache.inMemory(PAGES_BYTES) : builder.pageCache, builder.clock);
        this.data = new DataStore(this, builder.maxData);
        this.revalidation = new Revalidation(this, this::expire);
    }

    /** An application without routes yet. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Answers one request; hosts call it, on a thread that is bound to the scope of the exchange. Returns when all of the response has been
     * handed to the host.
     *
     * @throws Exception if the response broke off after it had begun, or could not be sent: the host breaks the exchange off
     * @throws NoAfterScopeException if the thread is bound to no scope
     */
    public void handle(Exchange exchange) throws Exception {
        if (Surface.bound().isEmpty()) throw new NoAfterScopeException(Thread.currentThread());
        new Serving(this, exchange).serve();
    }

    /** For hosts that parse multipart bodies themselves: the most bytes that a body may have, as {@link Builder#maxBody} has set it. */
    public long maxBody() {
        return maxBody;
    }

    /** Expires pages and data at once, on any thread: for jobs outside of requests. */
    public Revalidation revalidation() {
        return revalidation;
    }

    /**
     * For hosts, before the first request: where prerendered pages are kept.
     *
     * @return false if the application has chosen that itself
     */
    public boolean keepPagesIn(PageCache cache) {
        if (ownsPages) pages.keepIn(cache);
        return ownsPages;
    }

    /** For hosts: whether {@link #keepPagesIn} would change nothing. */
    public boolean keepsPagesElsewhere() {
        return !ownsPages;
    }

    /**
     * For hosts: a line that tells this version of the application from others, to keep what it has rendered apart. It is made of the content of the jars and folders that have the classes of what was
     * registered, of the library, of {@link Builder#baseUrl} and of the routes; neither of times nor of file names. Reads all that: asked for once.
     */
    public String fingerprint() {
        return Fingerprint.of(this);
    }

    TaskCode taskCode() {
        return new TaskCode(this);
    }

    RenderingCode renderingCode() {
        return renderingCode;
    }

    StaticPages pages() {
        return pages;
    }

    DataStore data() {
        return data;
    }

    void expire(List<String> tags) {
        pages.expire(tags);
    }

    /** What expires the page at {@code path}, or the pages of a route. */
    String tagOf(String path) {
        return pages.tagOf(path);
    }

    /** Collects what the application answers; for one thread. */
    public static final class Builder {
        private static final long MAX_BODY = 1024 * 1024;
        private static final int MAX_DATA = 10_000;

        private final Routes routes = new Routes();
        private final Branches branches = new Branches();
        private final List<Endpoint.Shown> pages = new ArrayList<>();
        private Optional<String> baseUrl = Optional.empty();
        private final List<ProxyAt> proxies = new ArrayList<>();
        private final List<List<String>> assets = new ArrayList<>();
        private final Set<String> allowedOrigins = new HashSet<>();
        private final Map<String, String> defaults = new LinkedHashMap<>();
        private ErrorHandler errors = new PlainErrors();
        private JsonMapper mapper = JsonBodies.STRICT;
        private long maxBody = MAX_BODY;
        private Prerender prerender = Prerender.AUTO;
        private @Nullable PageCache pageCache;
        private int maxData = MAX_DATA;
        private InstantSource clock = InstantSource.system();

        private Builder() {
            header("X-Content-Type-Options", "nosniff");
            header("X-Frame-Options", "SAMEORIGIN");
            header("Referrer-Policy", "strict-origin-when-cross-origin");
        }

        /**
         * Puts {@code proxy} in front of all paths that {@code pattern} matches, behind those that were put there before. {@code
         * /admin/{path...}} is {@code /admin} and all that is below it, however the client encodes it.
         */
        public Builder proxy(String pattern, Proxy proxy) {
            Objects.requireNonNull(proxy, "proxy");
            proxies.add(new ProxyAt(RoutePattern.parse(pattern), proxy));
            return this;
        }

        /** Puts {@code proxy} in front of all paths. */
        public Builder proxy(Proxy proxy) {
            return proxy("/{path...}", proxy);
        }

        /**
         * Answers {@code method} at the paths that {@code pattern} matches.
         *
         * @throws IllegalArgumentException if the pattern or the method is not well formed
         * @throws IllegalStateException if that is answered already; it names both places
         */
        public Builder route(String method, String pattern, RouteHandler handler) {
            if (!method.matches("[A-Z]+"))
                throw new IllegalArgumentException("A method is a word in capitals, such as GET, not '" + method + "'");
            RoutePattern parsed = RoutePattern.parse(pattern);
            boolean isReading = method.equals("GET");
            Endpoint.Route route = route(parsed, handler, isReading);
            routes.at(parsed).add(method, route);
            if (isReading) routes.add(route);
            return this;
        }

        /** Answers every method but TRACE and CONNECT at those paths, HEAD and OPTIONS included; throws as {@link #route(String, String, RouteHandler)}. */
        public Builder route(String pattern, RouteHandler handler) {
            RoutePattern parsed = RoutePattern.parse(pattern);
            routes.at(parsed).addOfAnyMethod(route(parsed, handler, false));
            return this;
        }

        /** What answers more than GET is not prerendered. */
        private static Endpoint.Route route(RoutePattern pattern, RouteHandler handler, boolean isReading) {
            Objects.requireNonNull(handler, "handler");
            Prerender own = Objects.requireNonNull(handler.prerender(), () -> "prerender() of the route " + pattern);
            return new Endpoint.Route(pattern, handler, Place.here(), isReading ? own : Prerender.NEVER);
        }

        /**
         * Takes the posts of forms at those paths whose target names this action: {@code <form method="post" action="?action=comment">}.
         * Only those from this application's own pages, or {@link #allowOrigin allowed origins}, are taken. Throws as
         * {@link #route(String, String, RouteHandler)}; a route for POST there is a conflict.
         */
        public Builder action(String pattern, String name, Action action) {
            if (!name.matches("[A-Za-z0-9_-]+"))
                throw new IllegalArgumentException(
                        "The name of an action is made of letters, digits, '-' and '_', not '" + name + "'");
            RoutePattern parsed = RoutePattern.parse(pattern);
            Objects.requireNonNull(action, "action");
            routes.at(parsed).add(new Endpoint.Named(parsed, name, action, Place.here()));
            return this;
        }

        /**
         * Shows {@code page} for GET at the paths that {@code pattern} matches, within the {@link #layout layouts} around. Throws as
         * {@link #route(String, String, RouteHandler)}; a route for GET there is a conflict.
         */
        public Builder page(String pattern, Page page) {
            RoutePattern parsed = RoutePattern.parse(pattern);
            Objects.requireNonNull(page, "page");
            Prerender own = Objects.requireNonNull(page.prerender(), () -> "prerender() of the page " + pattern);
            Prerender meant = own == Prerender.AUTO ? prerender : own;
            Endpoint.Shown shown = new Endpoint.Shown(parsed, page, Place.here(), meant);
            routes.at(parsed).add(shown);
            routes.add(shown);
            pages.add(shown);
            return this;
        }

        /**
         * Stands around all pages and error pages at and below {@code pattern}: {@code /} is all of them, {@code /posts/{slug}} each post and what is below it, but not a page at
         * {@code /posts/new}.
         *
         * @throws IllegalArgumentException if the pattern is not well formed, or ends with the rest of a path
         * @throws IllegalStateException if there is a layout already; it names both places
         */
        public Builder layout(String pattern, Layout layout) {
            branches.at(RoutePattern.parse(pattern), "layout", Place.here()).layout =
                    Objects.requireNonNull(layout, "layout");
            return this;
        }

        /**
         * Shows every status from 400 on that something at or below {@code pattern} leads to, within the layouts there, unless one further in does. It answers for
         * pages, and, to clients that accept {@code text/html} or {@linkplain Request#wantsFragment ask for a fragment}, for anything else, paths that nothing is at included; {@link #error} answers for the rest. Throws as {@link #layout}.
         */
        public Builder errorPage(String pattern, ErrorPage page) {
            branches.at(RoutePattern.parse(pattern), "error page", Place.here()).errors =
                    Objects.requireNonNull(page, "page");
            return this;
        }

        /** As {@link #errorPage}, for 404 only; there it goes before an error page at the same path. */
        public Builder notFound(String pattern, ErrorPage page) {
            branches.at(RoutePattern.parse(pattern), "not-found page", Place.here()).notFound =
                    Objects.requireNonNull(page, "page");
            return this;
        }

        /**
         * Where browsers reach the application, such as {@code https://example.org}: what {@link Metadata} makes absolute addresses with. What a
         * request says of it is not believed.
         *
         * @throws IllegalArgumentException if it is no scheme and host, or has a path: that is the mount, which the host knows
         */
        public Builder baseUrl(String origin) {
            baseUrl = Optional.of(checkOrigin(origin));
            return this;
        }

        /**
         * Lets the host serve what is below {@code prefix}, such as {@code /assets}: the server from {@code static/assets/} on the class
         * path, Spring Boot from where it has static resources, a WAR from its own files.
         */
        public Builder assets(String prefix) {
            RoutePattern parsed = RoutePattern.parse(prefix);
            if (!parsed.names().isEmpty() || parsed.segments().isEmpty())
                throw new IllegalArgumentException("Assets are below a path such as /assets, not '" + prefix + "'");
            assets.add(parsed.segments());
            return this;
        }

        /**
         * Takes actions also from pages of {@code origin}, such as {@code https://admin.example.org}.
         *
         * @throws IllegalArgumentException if it is no origin
         */
        public Builder allowOrigin(String origin) {
            allowedOrigins.add(withoutUsualPort(checkOrigin(origin).toLowerCase(Locale.ROOT)));
            return this;
        }

        private static String checkOrigin(String origin) {
            if (origin.matches("https?://[^/?#\\s]+") && URI.create(origin).getHost() != null) return origin;
            throw new IllegalArgumentException(
                    "An origin is scheme and host, such as https://example.org, not '" + origin + "'");
        }

        /** As browsers write it. */
        private static String withoutUsualPort(String origin) {
            String usual = origin.startsWith("https:") ? ":443" : ":80";
            return origin.endsWith(usual) ? origin.substring(0, origin.length() - usual.length()) : origin;
        }

        /**
         * Gives every response a header, unless it has one of that name itself. There are from the start: {@code X-Content-Type-Options: nosniff},
         * {@code X-Frame-Options: SAMEORIGIN}, {@code Referrer-Policy: strict-origin-when-cross-origin}.
         *
         * @throws IllegalArgumentException as {@link Response#header}
         */
        public Builder header(String name, String value) {
            Fields.check(name, value);
            withoutHeader(name);
            defaults.put(name, value);
            return this;
        }

        /** Takes such a header away. */
        public Builder withoutHeader(String name) {
            defaults.keySet().removeIf(name::equalsIgnoreCase);
            return this;
        }

        /** Answers for all errors that no {@link #errorPage error page} shows; plain text, or JSON for clients that ask for it, unless set. */
        public Builder error(ErrorHandler handler) {
            errors = Objects.requireNonNull(handler, "handler");
            return this;
        }

        /** Reads and writes JSON; one that refuses unknown names, unless set. */
        public Builder json(JsonMapper changed) {
            mapper = Objects.requireNonNull(changed, "changed");
            return this;
        }

        /** The most bytes that the body of a request may have, unless it is read as a stream; 1 MiB unless set. */
        public Builder maxBody(long bytes) {
            if (bytes < 0 || bytes > Integer.MAX_VALUE - 16)
                throw new IllegalArgumentException("maxBody is from 0 to " + (Integer.MAX_VALUE - 16) + " bytes, not "
                        + bytes + "; read more than that as a stream");
            maxBody = bytes;
            return this;
        }

        /** What holds for the pages that are registered from now on, unless they return another than {@link Prerender#AUTO} itself: one with an age or tags says all of it itself. */
        public Builder prerender(Prerender usual) {
            prerender = Objects.requireNonNull(usual, "usual");
            return this;
        }

        /** Where prerendered pages are kept, also by servers that would keep them elsewhere; in memory, up to 64 MiB, unless set or the server has a folder for them. */
        public Builder pages(PageCache cache) {
            pageCache = Objects.requireNonNull(cache, "cache");
            return this;
        }

        /**
         * How many values a {@link DataCache} keeps in memory, however large they are; 10,000 unless set.
         *
         * @throws IllegalArgumentException below 0
         */
        public Builder maxData(int values) {
            if (values < 0) throw new IllegalArgumentException("maxData is at least 0, not " + values);
            maxData = values;
            return this;
        }

        /** Another clock for the age of pages and data, for tests. */
        public Builder clock(InstantSource source) {
            clock = Objects.requireNonNull(source, "source");
            return this;
        }

        /**
         * The application.
         *
         * @throws IllegalStateException if a layout or an error page names the parameters of its path otherwise than a page, layout or error page below it; it names both places
         */
        public App build() {
            branches.grow(pages);
            return new App(this);
        }
    }
}
