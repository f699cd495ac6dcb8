package dev.after4j.app;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** Where the application is, for links: its mount, and the address that it was told to be reached at. */
record SiteAddress(Optional<String> baseUrl, String mount, UnaryOperator<String> renamed) {
    SiteAddress(Optional<String> baseUrl, String mount) {
        this(baseUrl, mount, UnaryOperator.identity());
    }

    /** A path of the application gets the mount in front; anything else is an address already. As of redirects, what an address cannot have is encoded. */
    String link(String address) {
        return Locations.header(mount, renamed.apply(address));
    }

    /** A path of the application gets all of it in front. */
    String absolute(String address) {
        String link = link(address);
        return link.startsWith("/") ? base(address) + link : link;
    }

    private String base(String address) {
        return baseUrl.orElseThrow(() -> new IllegalStateException(
                "'" + address + "' must become an absolute address here; say where the site is reached, "
                        + "with App.builder().baseUrl(\"https://example.org\")"));
    }
}
