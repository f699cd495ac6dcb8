package dev.after4j.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.app.test.AppResponse;
import dev.after4j.test.TestRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is signed in, and what only they see. */
class AccountTest extends ShopFixture {
    private static final String COOKIE = "signed-in";

    @Test
    void whoIsSignedOutIsAskedToSignInAndComesBack() {
        AppResponse asked = get("/account/orders/1");
        assertThat(asked.status()).isEqualTo(307);
        assertThat(asked.header("location")).contains("/sign-in?then=%2Faccount%2Forders%2F1");
        assertThat(get("/sign-in?then=%2Faccount%2Forders%2F1").text())
                .contains("<input type=\"hidden\" name=\"then\" value=\"/account/orders/1\">");
        AppResponse back = submit(signInForm("ada", "earl-grey").field("then", "/account/orders/1"));
        assertThat(back.status()).isEqualTo(303);
        assertThat(back.header("location")).contains("/account/orders/1");
        assertThat(get("/activity").text()).contains("was asked to sign in", "signed in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/account", "//account", "/%61ccount", "/account/orders/1"})
    void nobodyGetsAroundTheGuard(String path) {
        assertThat(get(path).status()).isIn(307, 400);
    }

    @Test
    void whoPostsSignedOutIsToldSo() {
        AppResponse refused = submit(TestRequest.post("/account?action=sign-out"));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text()).contains("Sign in first");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example/",
                "\\/evil.example",
                "javascript:alert(1)",
                ""
            })
    void noLinkToTheSignInPageLeadsElsewhere(String then) {
        AppResponse answer = submit(signInForm("ada", "earl-grey").field("then", then));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("location").orElseThrow()).startsWith("/").doesNotContainPattern("^/[/\\\\]");
    }

    @Test
    void anUnknownNameAndAWrongPasswordAreAnsweredAlike() {
        AppResponse unknown = submit(signInForm("nobody", "earl-grey"));
        AppResponse wrong = submit(signInForm("ada", "lapsang"));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.text())
                .contains("There is no customer of this name with this password.", "value=\"nobody\"");
        assertThat(wrong.text()).isEqualTo(unknown.text().replace("value=\"nobody\"", "value=\"ada\""));
        assertThat(wrong.cookie(COOKIE)).isEmpty();
    }

    @Test
    void aPasswordDoesNotComeBack() {
        AppResponse answer = submit(signInForm("", "earl-grey-of-mine"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("Name must not be blank.").doesNotContain("earl-grey-of-mine");
    }

    @Test
    void oneSeesOnesOwnOrdersAndItIsNotedWhoDid() {
        String ada = signIn("ada", "earl-grey");
        assertThat(send(TestRequest.get("/teas/sencha/order").cookie(COOKIE, ada))
                        .text())
                .contains("value=\"ada@example.org\"");
        submit(order(newKey(), "3", "ada@example.org").cookie(COOKIE, ada));
        assertThat(send(TestRequest.get("/account").cookie(COOKIE, ada)).text())
                .contains("Signed in as <strong>ada</strong>", "/account/orders/1", "Sencha");
        assertThat(send(TestRequest.get("/account/orders/1").cookie(COOKIE, ada))
                        .text())
                .contains("<h1>Order 1</h1>", "<dd>3</dd>");
        assertThat(get("/activity").text()).contains("saw 1 orders");
    }

    @Test
    void browsersDoNotKeepTheAccountForWhoGoesBackAfterSigningOut() {
        AppResponse account = send(TestRequest.get("/account").cookie(COOKIE, signIn("ada", "earl-grey")));
        assertThat(account.headers("cache-control")).containsExactly("no-store");
    }

    @Test
    void anothersOrderIsForbiddenAndOneThatThereIsNotIsNotFound() {
        submit(order(newKey(), "3", "ada@example.org").cookie(COOKIE, signIn("ada", "earl-grey")));
        String grace = signIn("grace", "lapsang");
        AppResponse anothers = send(TestRequest.get("/account/orders/1").cookie(COOKIE, grace));
        assertThat(anothers.status()).isEqualTo(403);
        assertThat(anothers.text()).contains("This belongs to somebody else").doesNotContain("ada@example.org");
        assertThat(send(TestRequest.get("/account/orders/2").cookie(COOKIE, grace))
                        .status())
                .isEqualTo(404);
        assertThat(send(TestRequest.get("/account/orders/x").cookie(COOKIE, grace))
                        .status())
                .isEqualTo(404);
        assertThat(send(TestRequest.get("/account").cookie(COOKIE, grace)).text())
                .contains("You have not ordered anything yet");
    }

    @Test
    void signingOutEndsTheSessionHereAndInTheBrowser() {
        String ada = signIn("ada", "earl-grey");
        AppResponse out = submit(TestRequest.post("/account?action=sign-out")
                .body("application/x-www-form-urlencoded", new byte[0])
                .cookie(COOKIE, ada));
        assertThat(out.status()).isEqualTo(303);
        assertThat(out.setCookie(COOKIE).orElseThrow()).contains("Max-Age=0");
        assertThat(send(TestRequest.get("/account").cookie(COOKIE, ada)).status())
                .isEqualTo(307);
    }

    @Test
    void aSecondSignInEndsTheFirstSession() {
        String first = signIn("ada", "earl-grey");
        submit(signInForm("ada", "earl-grey").cookie(COOKIE, first));
        assertThat(send(TestRequest.get("/account").cookie(COOKIE, first)).status())
                .isEqualTo(307);
    }

    @Test
    void whoIsSignedInHasNothingToDoAtTheSignInPage() {
        String ada = signIn("ada", "earl-grey");
        AppResponse answer = send(TestRequest.get("/sign-in").cookie(COOKIE, ada));
        assertThat(answer.header("location")).contains("/account");
    }

    @Test
    void theCookieIsForTheServerAlone() {
        AppResponse answer = submit(signInForm("ada", "earl-grey"));
        assertThat(answer.setCookie(COOKIE).orElseThrow()).contains("HttpOnly", "SameSite=Lax", "Max-Age=604800");
    }

    @Test
    void whomTheHostKnowsNeedsNoSessionOfTheShop() {
        AppResponse account = send(TestRequest.get("/account").principal(() -> "grace"));
        assertThat(account.status()).isEqualTo(200);
        assertThat(account.text()).contains("Signed in as <strong>grace</strong>");
    }

    private static TestRequest signInForm(String name, String password) {
        return TestRequest.post("/sign-in?action=sign-in").field("name", name).field("password", password);
    }
}
