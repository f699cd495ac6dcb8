package dev.after4j.app;

import java.util.Optional;

/** Where the application is, for links: its mount, and the address that it was told to be reached at. */
record SiteAddress(Optional<String> baseUrl, String mount) {
    /** A path of the application gets the mount in front; anything else is an address already. */
    String link(String address) {
        return address.startsWith("/") ? mount + address : address;
    }

    /** A path of the application gets all of it in front. */
    String absolute(String address) {
        if (!address.startsWith("/")) return address;
        return baseUrl.orElseThrow(() -> new IllegalStateException(
                        "'" + address + "' must become an absolute address here; say where the site is reached, "
                                + "with App.builder().baseUrl(\"https://example.org\")"))
                + mount
                + address;
    }
}
