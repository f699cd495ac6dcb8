package dev.after4j.app;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is served at the paths of one shape. */
final class Endpoint {
    /** A handler with the pattern that it was registered for. */
    record Route(RoutePattern pattern, RouteHandler handler, Place place, Prerender prerender) implements Prerendered {
        @Override
        public Collection<Map<String, String>> staticParams() throws Exception {
            return handler.staticParams();
        }

        @Override
        public String title() {
            return "the route handler " + pattern + " (" + CodeName.of(handler) + ")";
        }
    }

    /** A page with the pattern that it was registered for. */
    record Shown(RoutePattern pattern, Page page, Place place, Prerender prerender) implements Prerendered {
        @Override
        public Collection<Map<String, String>> staticParams() throws Exception {
            return page.staticParams();
        }

        @Override
        public String title() {
            return "the page " + pattern + " (" + CodeName.of(page) + ")";
        }
    }

    /** An action of the forms there. */
    record Named(RoutePattern pattern, String name, Action action, Place place) {}

    private static final String GET = "GET";
    private static final String HEAD = "HEAD";
    private static final String POST = "POST";
    private static final Set<String> USUAL = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /** Who takes any method does not mean to mirror a request with its cookies, nor to be taken for a tunnel. */
    private static final Set<String> NEVER_ANY = Set.of("TRACE", "CONNECT");

    private final Map<String, Route> routes = new HashMap<>();
    private final Map<String, Named> actions = new HashMap<>();
    private @Nullable Shown shown;
    private @Nullable Route ofAnyMethod;

    void add(String method, Route route) {
        if (method.equals(POST) && !actions.isEmpty())
            throw conflict(
                    method,
                    route.pattern,
                    route.place,
                    actions.values().iterator().next().place);
        if (method.equals(GET) && shown != null) throw conflict(method, route.pattern, route.place, shown.place);
        Route known = routes.putIfAbsent(method, route);
        if (known != null) throw conflict(method, route.pattern, route.place, known.place);
    }

    void addOfAnyMethod(Route route) {
        if (ofAnyMethod != null) throw conflict("any method", route.pattern, route.place, ofAnyMethod.place);
        if (!actions.isEmpty())
            throw conflict(
                    POST,
                    route.pattern,
                    route.place,
                    actions.values().iterator().next().place);
        ofAnyMethod = route;
    }

    void add(Shown page) {
        Route get = routes.get(GET);
        if (get != null) throw conflict(GET, page.pattern, page.place, get.place);
        if (shown != null) throw conflict("The page", page.pattern, page.place, shown.place);
        shown = page;
    }

    /** The page, for {@code method}: HEAD, too, unless a route answers that. */
    @Nullable
    Shown page(String method) {
        return method.equals(GET) || (method.equals(HEAD) && !routes.containsKey(HEAD)) ? shown : null;
    }

    void add(Named action) {
        Route post = routes.get(POST);
        if (post == null) post = ofAnyMethod;
        if (post != null) throw conflict(POST, action.pattern, action.place, post.place);
        Named known = actions.putIfAbsent(action.name, action);
        if (known != null)
            throw conflict("the action '" + action.name + "'", action.pattern, action.place, known.place);
    }

    private static IllegalStateException conflict(String what, RoutePattern pattern, Place second, Place first) {
        return new IllegalStateException(what + " at " + pattern + " is registered twice: at " + first + " and at "
                + second + "; keep one of them");
    }

    /** The handler for {@code method}: that of GET also answers HEAD. */
    @Nullable
    Route route(String method) {
        Route own = routes.get(method);
        if (own == null && method.equals(HEAD)) own = routes.get(GET);
        return own != null || NEVER_ANY.contains(method) ? own : ofAnyMethod;
    }

    /** Whether GET is answered. */
    boolean isReadable() {
        return page(GET) != null || route(GET) != null;
    }

    /** What answers GET. */
    @Nullable
    Prerendered prerendered() {
        return shown != null ? shown : route(GET);
    }

    boolean takesActions(String method) {
        return method.equals(POST) && !actions.isEmpty();
    }

    @Nullable
    Named action(String name) {
        return actions.get(name);
    }

    Collection<String> actionNames() {
        return new TreeSet<>(actions.keySet());
    }

    /** The application's own code. */
    List<Object> code() {
        List<Object> all = new ArrayList<>();
        if (shown != null) all.add(shown.page);
        if (ofAnyMethod != null) all.add(ofAnyMethod.handler);
        routes.values().forEach(route -> all.add(route.handler));
        actions.values().forEach(action -> all.add(action.action));
        return all;
    }

    /** What takes a server: actions, and handlers that answer more than GET. */
    List<String> served() {
        List<String> all = new ArrayList<>();
        actions.values().forEach(action -> all.add("the action " + action.pattern + "?action=" + action.name));
        routes.forEach((method, route) -> {
            if (!method.equals(GET) && !method.equals(HEAD)) all.add(method + " " + route.pattern);
        });
        if (ofAnyMethod != null) all.add("the route handler " + ofAnyMethod.pattern);
        return all;
    }

    /** The methods that are answered, OPTIONS among them. */
    Set<String> allowed() {
        Set<String> all = new TreeSet<>(routes.keySet());
        if (ofAnyMethod != null) all.addAll(USUAL);
        if (!actions.isEmpty()) all.add(POST);
        if (shown != null) all.add(GET);
        if (all.contains(GET)) all.add(HEAD);
        all.add("OPTIONS");
        return all;
    }
}
