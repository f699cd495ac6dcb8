package dev.after4j.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    private static final RouteHandler NOTHING = request -> Response.empty();
    private static final Action ACTION = form -> Response.empty();

    private static List<String> find(String path, String... patterns) {
        Routes routes = new Routes();
        for (String pattern : patterns) {
            RoutePattern parsed = RoutePattern.parse(pattern);
            routes.at(parsed).add("GET", new Endpoint.Route(parsed, NOTHING, Place.here(), Prerender.NEVER));
        }
        return routes.find(RequestPath.parse(path)).stream()
                .map(found -> found.endpoint().route("GET").pattern() + " " + found.values())
                .toList();
    }

    @Test
    void theMostSpecificComesFirstInWhateverOrderTheyWereRegistered() {
        String[] patterns = {"/{path...}", "/{a}/{b}", "/{a}/new", "/orders/{rest...}", "/orders/{id}", "/orders/new"};
        assertThat(find("/orders/new", patterns))
                .containsExactly(
                        "/orders/new []",
                        "/orders/{id} [new]",
                        "/orders/{rest...} [new]",
                        "/{a}/new [orders]",
                        "/{a}/{b} [orders, new]",
                        "/{path...} [orders/new]");
        assertThat(find("/", patterns)).containsExactly("/{path...} []");
        assertThat(find("/orders", patterns)).containsExactly("/orders/{rest...} []", "/{path...} [orders]");
        assertThat(find("/orders/new", "/orders", "/other")).isEmpty();
    }

    private static void assertConflict(ThrowingCallable second, String what) {
        assertThatIllegalStateException()
                .isThrownBy(second)
                .withMessageMatching(
                        what + " is registered twice: at RoutesTest:\\d+ and at RoutesTest:\\d+; keep one of them");
    }

    @Test
    void whatIsRegisteredTwiceFailsWithBothPlaces() {
        App.Builder app = App.builder()
                .route("GET", "/orders/{id}", NOTHING)
                .route("/any", NOTHING)
                .route("POST", "/posted", NOTHING)
                .action("/form", "go", ACTION);
        assertConflict(() -> app.route("GET", "/orders/{key}", NOTHING), "GET at /orders/\\{key}");
        assertConflict(() -> app.route("/any", NOTHING), "any method at /any");
        assertConflict(() -> app.action("/form", "go", ACTION), "the action 'go' at /form");
        assertConflict(() -> app.route("POST", "/form", NOTHING), "POST at /form");
        assertConflict(() -> app.action("/posted", "go", ACTION), "POST at /posted");
        assertConflict(() -> app.action("/any", "go", ACTION), "POST at /any");
        assertConflict(() -> app.route("/form", NOTHING), "POST at /form");
    }

    @Test
    void theTwoPlacesAreTheLinesOfTheRegistrations() {
        App.Builder app = App.builder();
        int first = here() + 1;
        app.route("GET", "/", NOTHING);
        assertThatIllegalStateException()
                .isThrownBy(() -> app.route("GET", "/", NOTHING))
                .withMessageContaining("at RoutesTest:" + first + " and at RoutesTest:" + (first + 2));
    }

    private static int here() {
        return StackWalker.getInstance()
                .walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber());
    }

    @Test
    void oneOfAllMethodsLeavesRoomForOthers() {
        RoutePattern pattern = RoutePattern.parse("/");
        Endpoint endpoint = new Endpoint();
        Endpoint.Route any = new Endpoint.Route(pattern, NOTHING, Place.here(), Prerender.NEVER);
        Endpoint.Route get = new Endpoint.Route(pattern, NOTHING, Place.here(), Prerender.NEVER);
        endpoint.addOfAnyMethod(any);
        endpoint.add("GET", get);
        assertThat(endpoint.route("GET")).isSameAs(get);
        assertThat(endpoint.route("HEAD")).isSameAs(get);
        assertThat(endpoint.route("PUT")).isSameAs(any);
        assertThat(endpoint.route("TRACE")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "", "GET ", "G-T"})
    void aMethodIsAWordInCapitals(String method) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> App.builder().route(method, "/", NOTHING))
                .withMessageContaining("'" + method + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a/b", "\u00e9"})
    void anActionHasAPlainName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> App.builder().action("/", name, ACTION))
                .withMessageContaining("'" + name + "'");
    }

    @ParameterizedTest
    @CsvSource({"/", "/{a}", "/a/{b...}", "assets", "/assets/"})
    void assetsAreBelowAPath(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> App.builder().assets(prefix))
                .withMessageContaining("'" + prefix + "'");
    }

    @Test
    void nothingIsNoHandler() {
        assertThatNullPointerException()
                .isThrownBy(() -> App.builder().route("GET", "/", null))
                .withMessage("handler");
        assertThatNullPointerException()
                .isThrownBy(() -> App.builder().action("/", "go", null))
                .withMessage("action");
        assertThatNullPointerException()
                .isThrownBy(() -> App.builder().proxy(null))
                .withMessage("proxy");
        assertThatNullPointerException()
                .isThrownBy(() -> App.builder().error(null))
                .withMessage("handler");
    }
}
