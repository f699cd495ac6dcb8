package dev.after4j.app.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.after4j.app.App;
import dev.after4j.app.Response;
import dev.after4j.app.RouteHandler;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What a client sends: its mistakes are statuses from 400 to 499 that say what to do. */
@ExtendWith(AfterExtension.class)
class BodiesTest {
    record Line(String item, int quantity) {
        Line {
            if (quantity < 0) throw new IllegalArgumentException("a quantity is not negative");
        }
    }

    record Order(String customer, List<Line> lines) {}

    private static final RouteHandler TEXT = request -> Response.text(request.text());
    private static final RouteHandler ORDER =
            request -> Response.json(request.json(Order.class).lines().size());

    private final AfterKit after;

    BodiesTest(AfterKit after) {
        this.after = after;
    }

    private AppResponse post(App.Builder app, TestRequest request) {
        return AppClient.of(app.build(), after).send(request);
    }

    private AppResponse post(RouteHandler handler, TestRequest request) {
        return post(App.builder().route("POST", "/", handler), request);
    }

    private static TestRequest post() {
        return TestRequest.post("/");
    }

    private static App.Builder atMostFour(RouteHandler handler) {
        return App.builder().maxBody(4).route("POST", "/", handler);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBodyThatIsTooLongIsA413WithItsLengthAndWithout(boolean announced) {
        TestRequest four = post().text("1234");
        TestRequest five = post().text("12345");
        if (!announced) four = four.header("Transfer-Encoding", "chunked");
        if (!announced) five = five.header("Transfer-Encoding", "chunked");
        assertThat(post(atMostFour(TEXT), four).text()).isEqualTo("1234");
        AppResponse refused = post(atMostFour(TEXT), five);
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.text()).isEqualTo("413 Content Too Large: The body of a request is at most 4 bytes here\n");
        assertThat(refused.error()).isEmpty();
    }

    @Test
    void aBodyThatIsAnnouncedAsTooLongIsNotReadAtAll() {
        AppResponse refused = post(atMostFour(TEXT), post().text("1").header("Content-Length", "5"));
        assertThat(refused.status()).isEqualTo(413);
    }

    @Test
    void aMultipartFormIsLimitedToo() {
        AppResponse refused = post(
                atMostFour(request -> Response.text(request.form().text("a").orElse("-"))),
                post().file("photo", "a.png", "image/png", new byte[5]));
        assertThat(refused.status()).isEqualTo(413);
        AppResponse announced = post(
                request -> Response.text(request.form().text("a").orElse("-")),
                post().field("a", "b")
                        .file("photo", "a.png", "image/png", new byte[5])
                        .header("Content-Length", "1048577"));
        assertThat(announced.status()).isEqualTo(413);
    }

    @Test
    void aStreamHasALimitOfItsOwn() {
        RouteHandler counting = request -> {
            try (InputStream body = request.stream(6)) {
                return Response.text(String.valueOf(body.readAllBytes().length));
            }
        };
        assertThat(post(atMostFour(counting), post().text("123456")).text()).isEqualTo("6");
        TestRequest longer = post().text("1234567");
        assertThat(post(atMostFour(counting), longer).status()).isEqualTo(413);
        assertThat(post(atMostFour(counting), longer.header("Transfer-Encoding", "chunked"))
                        .status())
                .isEqualTo(413);
    }

    @Test
    void aStreamThatWasReadDoesNotComeAgain() {
        AppResponse response = post(
                request -> {
                    request.stream(9).close();
                    return Response.text(request.text());
                },
                post().text("tea"));
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.error())
                .hasValueSatisfying(error -> assertThat(error).hasMessageContaining("it comes once"));
    }

    @Test
    void aBodyMayBeAskedForAgain() {
        AppResponse response = post(
                request -> {
                    request.bytes()[0] = 'X';
                    return Response.text(request.text() + new String(request.bytes(), StandardCharsets.UTF_8));
                },
                post().text("tea"));
        assertThat(response.text()).isEqualTo("teatea");
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain, t\u00c3\u00a9",
        "text/plain; charset=ISO-8859-1, t\u00e9",
        "'text/plain; Charset=\"utf-8\"', t\u00c3\u00a9"
    })
    void textIsInTheCharsetThatTheClientNamed(String type, String inLatin1) {
        AppResponse response = post(TEXT, post().body(type, inLatin1.getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(response.text()).isEqualTo("t\u00e9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"klingon", "!!"})
    void anUnknownCharsetIsA415(String charset) {
        AppResponse response = post(TEXT, post().body("text/plain; charset=" + charset, new byte[1]));
        assertThat(response.status()).isEqualTo(415);
        assertThat(response.text()).contains("UTF-8");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"customer":"ada","lines":[}                       | Line 1, column 28: Unexpected close marker '}': expected ']'
            {"customer":"ada",                                 | Line 1, column 19: Unexpected end-of-input
            {"customer":"ada","lines":[{"item":"tea","quantity":1,"qty":1}]} | unknown name 'qty', known are [item, quantity]
            {"lines":[{"item":"tea","quantity":"many"}]}       | lines[0].quantity must be of type int
            {"lines":[{"item":"tea","quantity":1.5}]}          | lines[0].quantity must be of type int
            {"lines":[{"item":"tea","quantity":-1}]}           | a quantity is not negative
            {"lines":7}                                        | lines must be of type
            []                                                 | expected a value of type Order
            null                                               | Send a JSON value, not null
            ``                                                 | expected a value of type Order
            """)
    void badJsonIsA400ThatSaysWhere(String json, String says) {
        AppResponse response = post(ORDER, post().json(json).header("Accept", "text/plain"));
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.json().get("detail").asString()).contains(says);
        assertThat(response.text()).doesNotContain("dev.after4j", "tools.jackson", "java.", "Source");
        assertThat(response.error()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "Application/JSON",
                "application/vnd.tea+json"
            })
    void jsonIsWhatTheTypeSays(String type) {
        byte[] order = "{\"lines\":[]}".getBytes(StandardCharsets.UTF_8);
        assertThat(post(ORDER, post().body(type, order)).text()).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp", "json"})
    void whatIsNotJsonIsA415(String type) {
        AppResponse response = post(ORDER, post().body(type, "{}".getBytes(StandardCharsets.UTF_8)));
        assertThat(response.status()).isEqualTo(415);
        assertThat(response.text()).contains("Send the content type application/json, not " + type);
    }

    @Test
    void noTypeAtAllIsA415() {
        assertThat(post(ORDER, post()).text())
                .isEqualTo("415 Unsupported Media Type: Send the content type application/json\n");
    }

    @Test
    void jsonOfGenericTypesAndPrimitives() {
        RouteHandler sum =
                request -> Response.text(String.valueOf(request.json(new TypeReference<List<Line>>() {}).stream()
                        .mapToInt(Line::quantity)
                        .sum()));
        assertThat(post(sum, post().json("[{\"item\":\"a\",\"quantity\":1},{\"item\":\"b\",\"quantity\":2}]"))
                        .text())
                .isEqualTo("3");
        assertThat(post(request -> Response.json(request.json(int.class) + 1), post().json("41"))
                        .text())
                .isEqualTo("42");
    }

    @Test
    void theMapperIsTheApplicationsChoice() {
        JsonMapper lenient = JsonMapper.builder()
                .disable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        App.Builder app = App.builder().json(lenient).route("POST", "/", ORDER);
        assertThat(post(app, post().json("{\"lines\":[],\"more\":1}")).status()).isEqualTo(200);
    }

    @Test
    void aValueThatCannotBeWrittenIsA500() {
        Map<String, Object> endless = new java.util.HashMap<>();
        endless.put("self", endless);
        AppResponse response = post(request -> Response.json(endless), post());
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.isBrokenOff()).isFalse();
        assertThat(response.text()).isEqualTo("500 Internal Server Error\n");
    }

    @Test
    void jsonKeepsItsDigits() {
        RouteHandler echo = request -> Response.json(request.json(BigDecimal.class));
        assertThat(post(echo, post().json("12345678901234567890.123456789")).text())
                .isEqualTo("12345678901234567890.123456789");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%zz", "a=%", "%4=1"})
    void aFormThatIsNotWellFormedIsA400(String encoded) {
        AppResponse response = post(
                request -> Response.text(request.form().text("a").orElse("-")),
                post().body("application/x-www-form-urlencoded", encoded.getBytes(StandardCharsets.UTF_8)));
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).contains("The form has a '%' without two hexadecimal digits behind it");
    }

    @Test
    void aMultipartFormThatIsNotWellFormedIsA400() {
        AppResponse response = post(
                request -> Response.text(request.form().text("a").orElse("-")),
                post().body("multipart/form-data; boundary=x", "--y".getBytes(StandardCharsets.UTF_8)));
        assertThat(response.status()).isEqualTo(400);
    }

    @Test
    void whatIsNoFormIsA415() {
        AppResponse response =
                post(request -> Response.text(request.form().text("a").orElse("-")), post().json("{}"));
        assertThat(response.status()).isEqualTo(415);
    }

    @Test
    void aQueryThatIsNotWellFormedIsA400() {
        App.Builder app =
                App.builder().route("POST", "/", request -> Response.text(String.join("+", request.queryAll("a"))));
        assertThat(post(app, TestRequest.post("/?a=1&b&a=%32+3&=x")).text()).isEqualTo("1+2 3");
        AppResponse response = post(app, TestRequest.post("/?a=%"));
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).contains("The query has a '%'");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json,,true",
        "'text/html,application/json',,true",
        "text/html,application/json,false",
        ",application/json,true",
        ",text/plain,false"
    })
    void errorsAreProblemDetailsForClientsThatSpeakJson(String accept, String type, boolean json) {
        TestRequest request = post();
        if (accept != null) request = request.header("Accept", accept);
        if (type != null) request = request.body(type, new byte[0]);
        AppResponse response = post(r -> dev.after4j.app.Signal.of(409, "busy"), request);
        assertThat(response.header("content-type"))
                .contains(json ? "application/problem+json" : "text/plain; charset=utf-8");
        assertThat(response.text())
                .isEqualTo(
                        json ? "{\"status\":409,\"title\":\"Conflict\",\"detail\":\"busy\"}" : "409 Conflict: busy\n");
    }

    @Test
    void theLimitHasLimits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> App.builder().maxBody(-1))
                .withMessageContaining("not -1");
        assertThatIllegalArgumentException().isThrownBy(() -> App.builder().maxBody(Integer.MAX_VALUE));
    }
}
