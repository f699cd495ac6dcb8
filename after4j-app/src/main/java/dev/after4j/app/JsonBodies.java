package dev.after4j.app;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;
import tools.jackson.databind.json.JsonMapper;

/** Bodies as JSON; tells clients what is wrong with theirs, and where. */
final class JsonBodies {
    /** Strict: a misspelt name and a lost digit are errors. */
    static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private JsonBodies() {}

    static Object read(JsonMapper mapper, byte[] body, JavaType type) {
        Object value;
        try {
            value = mapper.readValue(body, type);
        } catch (JacksonException wrong) {
            TokenStreamLocation at = wrong.getLocation();
            String where = at == null ? "" : "Line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
            throw Signal.of(400, where + explain(wrong));
        }
        if (value == null) throw Signal.of(400, "Send a JSON value, not null");
        return value;
    }

    private static String explain(JacksonException wrong) {
        if (wrong.getCause() instanceof IllegalArgumentException complaint)
            return String.valueOf(complaint.getMessage()); // of the constructor
        if (wrong instanceof ValueInstantiationException)
            return "the value does not fit"; // its message names our classes
        if (wrong instanceof UnrecognizedPropertyException unknown)
            return "unknown name '" + unknown.getPropertyName() + "', known are " + unknown.getKnownPropertyIds();
        if (wrong instanceof MismatchedInputException misfit) return explain(misfit, misfit.getPath());
        return wrong.getOriginalMessage()
                .replaceAll("(?s) \\([^(]*\\[Source:.*", ""); // another place, in words of the parser's
    }

    private static String explain(MismatchedInputException misfit, List<JacksonException.Reference> path) {
        if (misfit.getTargetType() == null) return misfit.getOriginalMessage().replaceAll("\\R.*", "");
        String type = misfit.getTargetType().getSimpleName();
        if (path.isEmpty()) return "expected a value of type " + type;
        StringBuilder place = new StringBuilder();
        for (JacksonException.Reference step : path)
            if (step.getPropertyName() == null)
                place.append('[').append(step.getIndex()).append(']');
            else place.append(place.length() == 0 ? "" : ".").append(step.getPropertyName());
        return place + " must be of type " + type;
    }
}
