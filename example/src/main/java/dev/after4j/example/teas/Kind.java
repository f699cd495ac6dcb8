package dev.after4j.example.teas;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How the leaves were treated. */
public enum Kind {
    GREEN("Green"),
    BLACK("Black"),
    OOLONG("Oolong"),
    WHITE("White"),
    DARK("Dark"),
    HERBAL("Herbal");

    private final String label;

    Kind(String label) {
        this.label = label;
    }

    static Optional<Kind> find(String slug) {
        return Arrays.stream(values()).filter(kind -> kind.slug().equals(slug)).findFirst();
    }

    public String label() {
        return label;
    }

    String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String path() {
        return "/teas/kinds/" + slug();
    }
}
