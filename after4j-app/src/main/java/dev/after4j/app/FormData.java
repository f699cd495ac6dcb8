package dev.after4j.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The fields and files of a posted form, as sent: the same for all code of an exchange, which each has a {@link Form} of its own. */
record FormData(Fieldset fields, List<Part> files) {
    private static final String URLENCODED = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data";

    static FormData read(Incoming incoming) {
        return switch (incoming.contentType()) {
            case URLENCODED -> {
                String encoded = new String(incoming.bytes(), StandardCharsets.UTF_8);
                yield new FormData(Fieldset.decode(encoded, "form"), List.of());
            }
            case MULTIPART -> of(incoming.parts());
            default -> throw Signal.of(415, "Send a form: " + URLENCODED + " or " + MULTIPART);
        };
    }

    private static FormData of(List<? extends Part> parts) {
        Fieldset fields = new Fieldset();
        List<Part> files = new ArrayList<>();
        for (Part part : parts)
            if (part.fileName().isPresent()) files.add(part);
            else fields.add(part.name(), text(part));
        return new FormData(fields, files);
    }

    private static String text(Part part) {
        try (InputStream content = part.open()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw Signal.of(400, "The body could not be read to its end");
        }
    }
}
