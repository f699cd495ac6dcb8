package dev.after4j.app.test;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.app.App;
import dev.after4j.app.Request;
import dev.after4j.app.Response;
import dev.after4j.app.RouteHandler;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(AfterExtension.class)
class RoutingTest {
    private static final RouteHandler WHERE = RoutingTest::where;

    private final AppClient client;

    RoutingTest(AfterKit after) {
        client = AppClient.of(
                App.builder()
                        .route("GET", "/", WHERE)
                        .route("GET", "/orders/{id}", WHERE)
                        .route("POST", "/orders/{id}", WHERE)
                        .route("GET", "/orders/new", WHERE)
                        .route("DELETE", "/orders/{id...}", WHERE)
                        .route("GET", "/files/{path...}", WHERE)
                        .route("/any", WHERE)
                        .action("/form", "go", form -> Response.text("gone"))
                        .build(),
                after);
    }

    private static Response where(Request request) {
        String route = request.route().orElseThrow();
        String name = route.contains("{id") ? "id" : route.contains("{path") ? "path" : null;
        return Response.text(request.method() + " " + route + (name == null ? "" : " " + request.param(name)));
    }

    private AppResponse send(String method, String target) {
        return client.send(TestRequest.of(method, target));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, GET /",
        "GET, /orders/new, GET /orders/new",
        "GET, /orders/7, GET /orders/{id} 7",
        "GET, /orders/%6Eew, GET /orders/new",
        "POST, /orders/new, POST /orders/{id} new",
        "DELETE, /orders/7, DELETE /orders/{id...} 7",
        "DELETE, /orders, DELETE /orders/{id...} ''",
        "GET, /files/a/b%20c, GET /files/{path...} a/b c",
        "GET, /files, GET /files/{path...} ''",
        "GET, /orders/t%C3%A9, GET /orders/{id} t\u00e9",
        "GET, /orders/a+b, GET /orders/{id} a+b",
        "GET, /orders/%7Bid%7D, GET /orders/{id} {id}",
        "PROPFIND, /any, PROPFIND /any",
        "OPTIONS, /any, OPTIONS /any"
    })
    void theMostSpecificRouteThatAnswersTheMethod(String method, String target, String answer) {
        AppResponse response = send(method, target);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo(answer.replace("''", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/form/7", "/Orders/7", "/any/more", "/%61nything"})
    void whatMatchesNothingIsA404(String target) {
        AppResponse response = send("GET", target);
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.text()).isEqualTo("404 Not Found\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/orders/../admin",
                "/orders/%2e%2E",
                "/orders/.%2e",
                "/./orders",
                "/orders/.",
                "/orders//7",
                "//orders",
                "/orders/7//",
                "/orders/a%2Fb",
                "/orders/a%5Cb",
                "/orders/a\\b",
                "/orders/%00",
                "/orders/%0D%0A",
                "/orders/%7F",
                "/orders/%",
                "/orders/%4",
                "/orders/%zz",
                "/orders/%-1",
                "/orders/%C3",
                "/orders/%C0%AE%C0%AE"
            })
    void whatCanBeReadInMoreThanOneWayIsA400(String target) {
        AppResponse response = send("GET", target);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).startsWith("400 Bad Request: A path ");
        assertThat(response.error()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /orders/7/, /orders/7",
        "POST, /orders/7/, /orders/7",
        "GET, /orders/7/?q=1&r=%20, /orders/7?q=1&r=%20",
        "GET, /orders/a%20b/, /orders/a%20b"
    })
    void aSlashAtTheEndIsRedirectedAway(String method, String target, String location) {
        AppResponse response = send(method, target);
        assertThat(response.status()).isEqualTo(308);
        assertThat(response.header("location")).contains(location);
    }

    @Test
    void aSlashAtTheEndOfNothingIsA404() {
        assertThat(send("GET", "/nothing/").status()).isEqualTo(404);
    }

    @Test
    void aSlashAtTheEndIsRedirectedBelowTheMount() {
        AppResponse response = client.mountedAt("/shop").send(TestRequest.get("/shop/orders/7/"));
        assertThat(response.header("location")).contains("/shop/orders/7");
    }

    @Test
    void headIsGetWithoutItsBody() {
        AppResponse response = send("HEAD", "/orders/7");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.bytes()).isEmpty();
        assertThat(response.header("content-length")).contains("19");
        assertThat(response.header("content-type")).contains("text/plain; charset=utf-8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT     | /orders/7  | 405 | DELETE, GET, HEAD, OPTIONS, POST
            DELETE  | /          | 405 | GET, HEAD, OPTIONS
            TRACE   | /any       | 405 | DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT
            CONNECT | /any       | 405 | DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT
            GET     | /form      | 405 | OPTIONS, POST
            HEAD    | /form      | 405 | OPTIONS, POST
            OPTIONS | /orders/7  | 204 | DELETE, GET, HEAD, OPTIONS, POST
            OPTIONS | /orders/new| 204 | DELETE, GET, HEAD, OPTIONS, POST
            OPTIONS | /form      | 204 | OPTIONS, POST
            """)
    void otherMethodsAreToldWhatIsAllowed(String method, String target, int status, String allow) {
        AppResponse response = send(method, target);
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.header("allow")).contains(allow);
        if (status == 405 && !method.equals("HEAD"))
            assertThat(response.text()).isEqualTo("405 Method Not Allowed: Use " + allow + ", not " + method + "\n");
        else assertThat(response.bytes()).isEmpty();
    }

    @Test
    void aMethodOfTheClientsInventionIsShownOnOneLine() {
        assertThat(send("A\nB", "/").text()).endsWith("not A\\u000aB\n");
    }
}
