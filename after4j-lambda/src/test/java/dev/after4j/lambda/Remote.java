package dev.after4j.lambda;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** In the environment: how code there tells the test something, or waits for it. */
final class Remote {
    private Remote() {}

    /** One more of {@link LambdaService#events}. */
    static void tell(String event) {
        post("event", event);
    }

    /** Until {@link LambdaService#release} is called for that place. */
    static void hold(String place) {
        tell("held " + place);
        post("hold", place);
    }

    private static void post(String what, String body) {
        try {
            URI address = URI.create("http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/remote/" + what);
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setDoOutput(true);
            try (OutputStream output = connection.getOutputStream()) {
                output.write(body.getBytes(StandardCharsets.UTF_8));
            }
            if (connection.getResponseCode() != 200) throw new IllegalStateException(body + " was not taken");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
