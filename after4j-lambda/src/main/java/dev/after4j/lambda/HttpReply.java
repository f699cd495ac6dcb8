package dev.after4j.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.after4j.app.spi.Head;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A response as Lambda takes it: payload format 2.0. */
final class HttpReply {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_BYTES = 6 * 1024 * 1024;
    private static final Pattern TEXT =
            Pattern.compile("(?i)text/.*|application/(json|javascript|xml|[a-z.+-]+\\+(json|xml)).*|image/svg\\+xml.*");

    private HttpReply() {}

    /** Throws if Lambda would not take it. */
    static byte[] of(Head head, byte[] body) {
        ObjectNode reply = JSON.createObjectNode().put("statusCode", head.status());
        addHeaders(head, reply);
        addBody(head, body, reply);
        byte[] bytes = JSON.writeValueAsBytes(reply);
        if (bytes.length > MOST_BYTES)
            throw new IllegalStateException(
                    "The response is " + bytes.length + " bytes as Lambda gets it, and Lambda takes " + MOST_BYTES
                            + " at most; give large files to a store, and the client a link");
        return bytes;
    }

    /** One value for each name, but for cookies, which cannot be joined. */
    private static void addHeaders(Head head, ObjectNode reply) {
        ObjectNode headers = reply.putObject("headers");
        var cookies = reply.putArray("cookies");
        head.headers((name, value) -> {
            String key = name.toLowerCase(Locale.ROOT);
            if (key.equals("set-cookie")) cookies.add(value);
            else headers.put(key, headers.has(key) ? headers.path(key).asString("") + ", " + value : value);
        });
    }

    private static void addBody(Head head, byte[] body, ObjectNode reply) {
        boolean isText = isText(head);
        if (isText) {
            try {
                reply.put(
                        "body", UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
            } catch (CharacterCodingException other) {
                isText = false;
            }
        }
        if (!isText) reply.put("body", Base64.getEncoder().encodeToString(body));
        reply.put("isBase64Encoded", !isText);
    }

    private static boolean isText(Head head) {
        boolean[] found = {false, false};
        head.headers((name, value) -> {
            found[0] |=
                    name.equalsIgnoreCase("content-type") && TEXT.matcher(value).matches();
            found[1] |= name.equalsIgnoreCase("content-encoding");
        });
        return found[0] && !found[1];
    }
}
