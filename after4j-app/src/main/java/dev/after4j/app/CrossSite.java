package dev.after4j.app;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses posts that another site's page makes a browser send, with the cookies of its user. Browsers say where a post comes
 * from; what says nothing is no browser that shows our forms.
 */
final class CrossSite {
    private CrossSite() {}

    /** Throws 403 unless the post comes from our own pages, or those of {@code allowed} origins. */
    static void refuse(Incoming incoming, Set<String> allowed) {
        String origin = incoming.exchange().header("origin");
        if (isAllowed(origin, allowed)) return;
        String site = incoming.exchange().header("sec-fetch-site");
        if (site != null ? isOurs(site) : isHost(origin, incoming)) return;
        throw Signal.of(
                403,
                "This form can only be posted from its own site"
                        + (site == null && origin == null ? ": send Origin or Sec-Fetch-Site" : ""));
    }

    private static boolean isAllowed(@Nullable String origin, Set<String> allowed) {
        return origin != null && allowed.contains(origin.toLowerCase(Locale.ROOT));
    }

    /** {@code none}: the user did it, such as by reloading the page. */
    private static boolean isOurs(String site) {
        return site.equals("same-origin") || site.equals("none");
    }

    private static boolean isHost(@Nullable String origin, Incoming incoming) {
        return origin != null && origin.equalsIgnoreCase(incoming.exchange().origin());
    }
}
