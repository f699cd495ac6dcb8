package dev.after4j.app.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import dev.after4j.app.Action;
import dev.after4j.app.App;
import dev.after4j.app.CurrentResponse;
import dev.after4j.app.Form;
import dev.after4j.app.Forward;
import dev.after4j.app.Part;
import dev.after4j.app.Response;
import dev.after4j.app.ResponseCookie;
import dev.after4j.app.RouteHandler;
import dev.after4j.app.Signal;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(AfterExtension.class)
class ActionsTest {
    enum Size {
        SMALL,
        LARGE
    }

    private record Order(
            @NotBlank(message = "who is it for?") String customer,
            @Max(value = 9, message = "at most nine") int quantity,
            @Nullable Integer discount,
            boolean gift,
            @Nullable Size size,
            @Nullable LocalDate day,
            List<String> toppings,
            List<Integer> scores,
            @Nullable Part photo,
            List<Part> papers) {}

    private record Range(int from, int to) {
        Range {
            if (from > to) throw new IllegalArgumentException("it ends before it begins");
        }
    }

    private static final String FORM = "/orders/7?action=place";
    private static final TestRequest FULL = TestRequest.post(FORM)
            .field("customer", "Ada")
            .field("quantity", " 3 ")
            .field("gift", "on")
            .field("size", "LARGE")
            .field("day", "2026-01-31")
            .field("toppings", "salt")
            .field("toppings", "pepper")
            .field("scores", "1")
            .field("scores", "2");

    private final AfterKit after;
    private final List<Object> seen = new ArrayList<>();

    ActionsTest(AfterKit after) {
        this.after = after;
    }

    private AppClient client(Action action) {
        return AppClient.of(
                App.builder()
                        .action("/orders/{id}", "place", action)
                        .action("/orders/{id}", "cancel", form -> Response.text("cancelled"))
                        .route(
                                "GET",
                                "/orders/{id}",
                                request -> Response.text(request.submitted()
                                        .map(ActionsTest::shown)
                                        .orElse("fresh")))
                        .build(),
                after);
    }

    private static String shown(Form form) {
        return form.errors() + " " + form.text("customer").orElse("-");
    }

    private Form submit(TestRequest request, Consumer<Form> use) {
        Form[] used = new Form[1];
        AppResponse response = client(form -> {
                    use.accept(form);
                    used[0] = form;
                    return Response.empty();
                })
                .submit(request);
        assertThat(response.error()).isEmpty();
        assertThat(response.status()).isEqualTo(204);
        return used[0];
    }

    @Test
    void anActionIsFoundByItsNameAndKnowsItsRequest() {
        AppResponse response = client(form -> Response.text(form.request().param("id") + " "
                        + form.request().route().orElseThrow() + " "
                        + form.request().method()))
                .submit(FULL);
        assertThat(response.text()).isEqualTo("7 /orders/{id} POST");
        assertThat(client(form -> null)
                        .submit(TestRequest.post("/orders/7?action=cancel").field("a", "b"))
                        .text())
                .isEqualTo("cancelled");
    }

    @ParameterizedTest
    @CsvSource({
        "/orders/7?action=other, 404, 'There is no action ''other'' here, only [cancel, place]'",
        "/orders/7?action=%0Aplace, 404, 'There is no action ''\\u000aplace'' here, only [cancel, place]'",
        "/orders/7?action=, 404, 'There is no action '''' here'",
        "/orders/7, 400, 'Name an action in the query, ?action=.., one of [cancel, place]'",
        "/orders/7?action=%, 400, 'The query has a ''%'''"
    })
    void anUnknownActionRunsNothing(String target, int status, String says) {
        AppResponse response = client(form -> {
                    seen.add("ran");
                    return Response.empty();
                })
                .submit(TestRequest.post(target).field("a", "b"));
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.text()).contains(says);
        assertThat(seen).isEmpty();
        assertThat(after.registered()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                   | -                         | 403
            same-origin         | -                         | 200
            none                | -                         | 200
            same-site           | -                         | 403
            cross-site          | -                         | 403
            Same-Origin         | -                         | 403
            ''                  | https://example.org       | 403
            -                   | https://example.org       | 200
            -                   | HTTPS://EXAMPLE.ORG       | 200
            -                   | https://example.org:8443  | 403
            -                   | http://example.org        | 403
            -                   | https://example.org.evil  | 403
            -                   | https://evil.org          | 403
            -                   | null                      | 403
            cross-site          | https://example.org       | 403
            same-origin         | https://evil.org          | 200
            cross-site          | https://admin.example.org | 200
            same-site           | https://Admin.Example.org | 200
            -                   | https://admin.example.org | 200
            cross-site          | https://other.example.org | 403
            """)
    void postsOfOtherSitesAreRefused(String site, String origin, int status) {
        App app = App.builder()
                .allowOrigin("https://ADMIN.example.org:443")
                .action("/", "go", form -> {
                    seen.add("ran");
                    return Response.text("done");
                })
                .build();
        TestRequest request = TestRequest.post("/?action=go").field("a", "b");
        if (site != null) request = request.header("Sec-Fetch-Site", site);
        if (origin != null) request = request.header("Origin", origin);
        AppResponse response =
                AppClient.of(app, after).at("https://example.org").send(request);
        assertThat(response.status()).isEqualTo(status);
        assertThat(seen).hasSize(status == 200 ? 1 : 0);
        if (status == 403) assertThat(response.text()).contains("This form can only be posted from its own site");
    }

    @Test
    void aProxyCannotMakeAPostOfAnotherSiteOurs() {
        App app = App.builder()
                .proxy(request -> Forward.next().header("Sec-Fetch-Site", "same-origin"))
                .action("/", "go", form -> Response.text("done"))
                .build();
        AppResponse response = AppClient.of(app, after)
                .send(TestRequest.post("/?action=go").field("a", "b").header("Sec-Fetch-Site", "cross-site"));
        assertThat(response.status()).isEqualTo(403);
    }

    @Test
    void anOriginIsSchemeAndHost() {
        for (String wrong : List.of("example.org", "https://", "https://a/b", "ftp://a", "https://a b"))
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> App.builder().allowOrigin(wrong))
                    .withMessageContaining("'" + wrong + "'");
    }

    @Test
    void aFormIsARecord() {
        submit(
                FULL.file("photo", "a.png", "image/png", "pixels".getBytes(StandardCharsets.UTF_8))
                        .file("papers", "1.txt", "text/plain", new byte[1])
                        .file("papers", "2.txt", "text/plain", new byte[2]),
                form -> {
                    Order order = form.as(Order.class).orElseThrow();
                    seen.addAll(List.of(order.customer, order.quantity, order.gift, order.size, order.day));
                    seen.addAll(List.of(order.toppings, order.scores));
                    seen.add(order.discount);
                    seen.add(order.photo.fileName().orElseThrow() + " "
                            + order.photo.contentType().orElseThrow() + " " + content(order.photo));
                    seen.add(order.papers.stream().map(Part::size).toList());
                });
        assertThat(seen)
                .containsExactly(
                        "Ada",
                        3,
                        true,
                        Size.LARGE,
                        LocalDate.of(2026, 1, 31),
                        List.of("salt", "pepper"),
                        List.of(1, 2),
                        null,
                        "a.png image/png pixels",
                        List.of(1L, 2L));
    }

    private static String content(Part part) {
        try (InputStream content = part.open()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void whatWasNotSentIsNullFalseOrNoElement() {
        submit(TestRequest.post(FORM).field("customer", "Ada").field("quantity", "1"), form -> {
            Order order = form.as(Order.class).orElseThrow();
            seen.add(order.gift);
            seen.add(order.size);
            seen.add(order.photo);
            seen.add(order.toppings);
            seen.add(order.papers);
        });
        assertThat(seen).containsExactly(false, null, null, List.of(), List.of());
    }

    @Test
    void whatDoesNotFitIsAnErrorOfItsField() {
        Form form = submit(
                TestRequest.post(FORM)
                        .field("quantity", "many")
                        .field("discount", "1.5")
                        .field("size", "HUGE")
                        .field("gift", "maybe")
                        .field("day", "31.1.2026")
                        .field("scores", "1")
                        .field("scores", "x"),
                sent -> assertThat(sent.as(Order.class)).isEmpty());
        assertThat(form.errors())
                .containsOnly(
                        entry("customer", List.of("is required")),
                        entry("quantity", List.of("must be a whole number")),
                        entry("discount", List.of("must be a whole number")),
                        entry("size", List.of("must be one of [SMALL, LARGE]")),
                        entry("gift", List.of("must be true or false")),
                        entry("day", List.of("must be a date such as 2026-01-31")),
                        entry("scores", List.of("must be a whole number")));
    }

    @Test
    void aConstantIsNamedAndNotCounted() {
        record Sized(Size size) {}
        Form form = submit(
                TestRequest.post(FORM).field("size", "1"),
                sent -> assertThat(sent.as(Sized.class)).isEmpty());
        assertThat(form.errors("size")).containsExactly("must be one of [SMALL, LARGE]");
    }

    @Test
    void whatMayNotBeMissingIsRequired() {
        Form form = submit(
                TestRequest.post(FORM).field("quantity", " "),
                sent -> assertThat(sent.as(Order.class)).isEmpty());
        assertThat(form.errors())
                .containsOnly(entry("customer", List.of("is required")), entry("quantity", List.of("is required")));
    }

    @Test
    void anOptionalMayBeMissing() {
        record Search(Optional<Integer> page, Optional<String> text) {}
        submit(
                TestRequest.post(FORM).field("page", "2"),
                form -> seen.add(form.as(Search.class).orElseThrow().toString()));
        assertThat(seen).containsExactly("Search[page=Optional[2], text=Optional.empty]");
    }

    @Test
    void constraintsAreCheckedAlsoIfAnotherFieldDoesNotFit() {
        Form form = submit(
                TestRequest.post(FORM).field("customer", " ").field("quantity", "many"),
                sent -> assertThat(sent.as(Order.class)).isEmpty());
        assertThat(form.errors())
                .containsOnly(
                        entry("customer", List.of("who is it for?")),
                        entry("quantity", List.of("must be a whole number")));
    }

    @Test
    void constraintsAreChecked() {
        Form form = submit(
                TestRequest.post(FORM).field("customer", " ").field("quantity", "10"),
                sent -> assertThat(sent.as(Order.class)).isEmpty());
        assertThat(form.errors())
                .containsOnly(entry("customer", List.of("who is it for?")), entry("quantity", List.of("at most nine")));
        assertThat(form.errors("customer")).containsExactly("who is it for?");
        assertThat(form.errors("size")).isEmpty();
    }

    @Test
    void whatARecordsConstructorRefusesIsAnErrorOfTheWhole() {
        Form form = submit(
                TestRequest.post(FORM).field("from", "2").field("to", "1"),
                sent -> assertThat(sent.as(Range.class)).isEmpty());
        assertThat(form.errors()).containsOnly(entry("", List.of("it ends before it begins")));
    }

    @ParameterizedTest
    @CsvSource({"on,true", "true,true", "false,false"})
    void aCheckedBoxIsTrue(String sent, boolean value) {
        submit(
                TestRequest.post(FORM).field("gift", sent),
                form -> assertThat(form.value("gift", boolean.class)).contains(value));
    }

    @Test
    void singleFields() {
        UUID id = UUID.randomUUID();
        Form form = submit(
                TestRequest.post(FORM)
                        .field("id", id.toString())
                        .field("blank", " ")
                        .field("wrong", "x"),
                sent -> {
                    assertThat(sent.value("id", UUID.class)).contains(id);
                    assertThat(sent.value("blank", int.class)).isEmpty();
                    assertThat(sent.value("missing", int.class)).isEmpty();
                    assertThat(sent.hasErrors()).isFalse();
                    assertThat(sent.value("wrong", UUID.class)).isEmpty();
                    assertThat(sent.value("blank", String.class)).contains(" ");
                    assertThat(sent.text("missing")).isEmpty();
                    assertThat(sent.all("id")).containsExactly(id.toString());
                });
        assertThat(form.errors()).containsOnly(entry("wrong", List.of("is no UUID")));
    }

    @Test
    void aFileThatWasNotChosenIsNone() {
        submit(
                TestRequest.post(FORM).field("a", "b").file("photo", "", "application/octet-stream", new byte[0]),
                form -> {
                    assertThat(form.file("photo")).isEmpty();
                    assertThat(form.text("a")).contains("b");
                    assertThat(form.text("photo")).isEmpty();
                });
    }

    @Test
    void theFormIsShownAgainWithItsErrorsAndItsInput() {
        AppResponse response = client(form -> {
                    form.reject("quantity", "only 2 are left");
                    form.reject("quantity", "come back tomorrow");
                    CurrentResponse.responseHeaders().set("x-action", "ran");
                    return form.again().header("x-again", "yes").cookie(ResponseCookie.of("draft", "1"));
                })
                .submit(FULL);
        assertThat(response.status()).isEqualTo(422);
        assertThat(response.text()).isEqualTo("{quantity=[only 2 are left, come back tomorrow]} Ada");
        assertThat(response.headers()).containsKeys("x-action", "x-again");
        assertThat(response.cookie("draft")).contains("1");
        assertThat(client(form -> null).send(TestRequest.get("/orders/7")).text())
                .isEqualTo("fresh");
    }

    @Test
    void againMayHaveAStatusOfItsOwn() {
        assertThat(client(form -> form.again().status(409)).submit(FULL).status())
                .isEqualTo(409);
    }

    @Test
    void againNeedsWhatAGetAnswers() {
        App app = App.builder().action("/", "go", Form::again).build();
        AppResponse response =
                AppClient.of(app, after).submit(TestRequest.post("/?action=go").field("a", "b"));
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.error())
                .hasValueSatisfying(
                        error -> assertThat(error)
                                .hasMessage(
                                        "form.again() shows what GET answers, but there is no page, nor a route for GET, at the path of POST /"));
    }

    @Test
    void aRouteThatHasNothingToShowSaysSo() {
        for (RouteHandler nothing : List.<RouteHandler>of(
                request -> null, request -> request.submitted().orElseThrow().again())) {
            App app = App.builder()
                    .action("/", "go", Form::again)
                    .route("GET", "/", nothing)
                    .build();
            AppResponse response = AppClient.of(app, after)
                    .submit(TestRequest.post("/?action=go").field("a", "b"));
            assertThat(response.status()).isEqualTo(500);
            assertThat(response.error())
                    .hasValueSatisfying(
                            error -> assertThat(error).hasMessageStartingWith("form.again() shows what GET answers"));
        }
    }

    @Test
    void aFormThatAProxyHasReadIsStillTheActions() {
        App app = App.builder()
                .proxy(request -> {
                    request.form().reject("customer", "the proxy's own business");
                    seen.add(request.form().hasErrors());
                    return Forward.next();
                })
                .action("/orders/{id}", "place", form -> {
                    seen.add(form.hasErrors());
                    seen.add(form.request().form() == form);
                    return Response.text(form.request().param("id") + " "
                            + form.text("customer").orElseThrow());
                })
                .build();
        for (TestRequest sent : List.of(FULL, FULL.file("photo", "a.png", "image/png", new byte[1])))
            assertThat(AppClient.of(app, after).submit(sent).text()).isEqualTo("7 Ada");
        assertThat(seen).containsExactly(true, false, true, true, false, true);
    }

    @Test
    void aRedirectAfterAPostIsASeeOther() {
        AppResponse response =
                client(form -> Signal.redirect("/orders/7?placed=1")).submit(FULL);
        assertThat(response.status()).isEqualTo(303);
        assertThat(response.header("location")).contains("/orders/7?placed=1");
    }

    @Test
    void whatIsNoFormIsRefusedBeforeTheActionRuns() {
        AppResponse response = client(form -> {
                    seen.add("ran");
                    return Response.empty();
                })
                .submit(TestRequest.post(FORM).json("{}"));
        assertThat(response.status()).isEqualTo(415);
        assertThat(seen).isEmpty();
    }

    @Test
    void aRecordThatCannotBeMadeIsAFailureOfTheApplication() {
        record Picky(String name) {
            Picky {
                if (name.isEmpty()) throw new IllegalStateException("never empty");
            }
        }
        AppResponse response = client(form -> {
                    form.as(Picky.class);
                    return Response.empty();
                })
                .submit(TestRequest.post(FORM).field("name", ""));
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.error())
                .hasValueSatisfying(error ->
                        assertThat(error).hasMessageEndingWith("Picky failed").hasRootCauseMessage("never empty"));
    }

    @Test
    void aFormWithoutErrorsMayBeShownAgainToo() {
        AppResponse response = client(Form::again).submit(FULL);
        assertThat(response.status()).isEqualTo(422);
        assertThat(response.text()).isEqualTo("{} Ada");
    }
}
