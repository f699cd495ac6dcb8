package dev.after4j.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.app.test.AppClient;
import dev.after4j.app.test.AppResponse;
import dev.after4j.example.orders.Mailer;
import dev.after4j.example.teas.Moderation;
import dev.after4j.jte.Jte;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import dev.after4j.test.TestRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The application without a server, on a database of its own for each test. */
@ExtendWith(AfterExtension.class)
abstract class ShopFixture {
    private static final String BASE_URL = "https://tea.example.org";

    @TempDir
    private Path directory;

    private Database database;
    protected Shop shop;
    protected AfterKit after;
    protected AppClient client;

    @BeforeEach
    void open(AfterKit kit) {
        after = kit;
        database = Database.open(directory.resolve("shop").toString());
        shop = new Shop(
                database, Jte.precompiled(), new Mailer(Duration.ZERO), Moderation.taking(Duration.ZERO), BASE_URL);
        client = AppClient.of(shop.app(kit.runtime()), kit);
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** As a browser does; the tasks have run when this returns. */
    protected final AppResponse get(String path) {
        return send(TestRequest.get(path));
    }

    protected final AppResponse send(TestRequest request) {
        AppResponse response = client.send(request.header("accept", "text/html"));
        after.finish();
        return response;
    }

    protected final AppResponse submit(TestRequest form) {
        AppResponse response = client.submit(form.header("accept", "text/html"));
        after.finish();
        return response;
    }

    protected static String newKey() {
        return UUID.randomUUID().toString();
    }

    protected static TestRequest review(String author, String stars, String text) {
        return TestRequest.post("/teas/sencha?action=review")
                .field("author", author)
                .field("stars", stars)
                .field("text", text);
    }

    protected static TestRequest order(String key, String quantity, String email) {
        return TestRequest.post("/teas/sencha/order?action=order")
                .field("key", key)
                .field("quantity", quantity)
                .field("email", email);
    }

    /** The cookie of a new session. */
    protected final String signIn(String name, String password) {
        AppResponse response = submit(
                TestRequest.post("/sign-in?action=sign-in").field("name", name).field("password", password));
        assertThat(response.status()).isEqualTo(303);
        return response.cookie("signed-in").orElseThrow();
    }
}
