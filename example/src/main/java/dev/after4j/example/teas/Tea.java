package dev.after4j.example.teas;

import java.util.Locale;

/** A tea as the shop sells it: 100 grams of it, for {@code cents}. */
public record Tea(
        String slug,
        String name,
        Kind kind,
        String origin,
        String summary,
        String story,
        int cents,
        int celsius,
        int minutes) {
    public String path() {
        return "/teas/" + slug;
    }

    public String orderPath() {
        return path() + "/order";
    }

    public String price() {
        return String.format(Locale.ROOT, "€ %d.%02d", cents / 100, cents % 100);
    }
}
