package dev.after4j.example;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;

/** Bodies as JSON. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Json() {}

    /** The body as a {@code type}; what is wrong with it becomes a 415, 408 or 400 that says so. */
    static <T> T read(Request request, Class<T> type) throws IOException {
        String sent = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (MimeTypes.getBaseType(sent) != MimeTypes.Type.APPLICATION_JSON)
            throw new HttpException.RuntimeException(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "Send the content type application/json, not " + sent);
        return parse(body(request), type);
    }

    private static byte[] body(Request request) throws IOException {
        try (InputStream body = Content.Source.asInputStream(request)) {
            return body.readAllBytes();
        } catch (IOException broken) {
            if (!(broken.getCause() instanceof TimeoutException)) throw broken;
            throw new HttpException.RuntimeException(
                    HttpStatus.REQUEST_TIMEOUT_408, "The rest of the body did not come");
        }
    }

    static <T> T parse(byte[] body, Class<T> type) {
        try {
            T value = MAPPER.readValue(body, type);
            if (value == null) throw bad("Send a JSON object, not null");
            return value;
        } catch (JacksonException wrong) {
            TokenStreamLocation at = wrong.getLocation();
            throw bad("Line " + at.getLineNr() + ", column " + at.getColumnNr() + ": " + explain(wrong));
        }
    }

    private static String explain(JacksonException wrong) {
        if (wrong.getCause() instanceof IllegalArgumentException complaint)
            return String.valueOf(complaint.getMessage());
        if (wrong instanceof UnrecognizedPropertyException unknown)
            return "unknown name '" + unknown.getPropertyName() + "', known are " + unknown.getKnownPropertyIds();
        if (wrong instanceof MismatchedInputException misfit) return explain(misfit, misfit.getPath());
        return wrong.getOriginalMessage().replaceAll(" \\(start marker.*", "");
    }

    private static String explain(MismatchedInputException misfit, List<JacksonException.Reference> path) {
        if (path.isEmpty()) return "expected a JSON object";
        String name = path.get(path.size() - 1).getPropertyName();
        return name + " must be of type " + misfit.getTargetType().getSimpleName();
    }

    private static HttpException.RuntimeException bad(String reason) {
        return new HttpException.RuntimeException(HttpStatus.BAD_REQUEST_400, reason);
    }

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }
}
