package dev.after4j.example.teas;

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

    public String label() {
        return label;
    }
}
