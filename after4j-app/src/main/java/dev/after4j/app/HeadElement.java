package dev.after4j.app;

import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** An element of a head: a name and a value, each in an attribute. */
record HeadElement(String start, String name, String between, String value, Address address) {
    enum Address {
        NONE,
        BELOW_MOUNT,
        ABSOLUTE
    }

    private static final Set<String> ADDRESSES = Set.of(
            "url", "image", "image:url", "image:secure_url", "audio", "audio:secure_url", "video", "video:secure_url");
    private static final Pattern PATH_OR_ADDRESS =
            Pattern.compile("[/\\\\].*|[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);

    HeadElement {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        if (address != Address.NONE && !PATH_OR_ADDRESS.matcher(value).matches())
            throw new IllegalArgumentException("'" + value
                    + "' is neither a path of the application, such as /posts/hello, nor an address with its scheme");
    }

    static HeadElement meta(String name, String content) {
        return new HeadElement("<meta name=\"", name, "\" content=\"", content, Address.NONE);
    }

    static HeadElement openGraph(String property, String content) {
        Address address = ADDRESSES.contains(property) ? Address.ABSOLUTE : Address.NONE;
        return new HeadElement("<meta property=\"", "og:" + property, "\" content=\"", content, address);
    }

    static HeadElement link(String rel, String address, boolean absolute) {
        return new HeadElement(
                "<link rel=\"", rel, "\" href=\"", address, absolute ? Address.ABSOLUTE : Address.BELOW_MOUNT);
    }

    void write(HtmlOutput out, SiteAddress site) {
        out.markup(start).text(name).markup(between).text(complete(site)).markup("\">\n");
    }

    private String complete(SiteAddress site) {
        return switch (address) {
            case NONE -> value;
            case BELOW_MOUNT -> site.link(value);
            case ABSOLUTE -> site.absolute(value);
        };
    }
}
