package dev.after4j.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * The path of an event, encoded as the client has sent it: where the application is mounted, and what is below. Function URLs leave paths as they are; HTTP APIs decode
 * them, and put the stage in front, which the client has sent to the API's own name and not to others.
 */
record EventPath(String mount, String below) {
    private static final String LEGAL = "/-._~!$&'()*+,;=:@";

    static EventPath of(JsonNode event) {
        String raw = event.path("rawPath").asString("/");
        String domain = event.at("/requestContext/domainName").asString("");
        if (domain.contains(".lambda-url.")) return new EventPath("", raw);
        String path = encoded(raw);
        String name = event.at("/requestContext/stage").asString("$default");
        String stage = "/" + encoded(name);
        if (name.equals("$default") || !(path + "/").startsWith(stage + "/")) return new EventPath("", path);
        String below = path.equals(stage) ? "/" : path.substring(stage.length());
        return new EventPath(domain.contains(".execute-api.") ? stage : "", below);
    }

    private static String encoded(String path) {
        StringBuilder encoded = new StringBuilder(path.length());
        for (byte one : path.getBytes(UTF_8)) {
            char symbol = (char) (one & 0xFF);
            boolean isLegal = symbol < 128 && (Character.isLetterOrDigit(symbol) || LEGAL.indexOf(symbol) >= 0);
            if (isLegal) encoded.append(symbol);
            else encoded.append(String.format(Locale.ROOT, "%%%02X", (int) symbol));
        }
        return encoded.toString();
    }
}
