package dev.after4j.example.teas;

/** In which order teas are listed. */
public enum Sort {
    NAME("Name", "name"),
    PRICE("Price", "cents, name"),
    VIEWS("Most viewed", "views desc, name");

    private final String label;
    final String columns;

    Sort(String label, String columns) {
        this.label = label;
        this.columns = columns;
    }

    public String label() {
        return label;
    }
}
