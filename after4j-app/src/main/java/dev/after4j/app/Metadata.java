package dev.after4j.app;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a page says of itself to browsers, search engines and whoever shows links to it: the elements of {@code <head>}, escaped. Immutable: each method
 * returns another one. What a page says goes before what its layouts say, and the inner before the outer layout.
 *
 * <pre>{@code
 * Metadata ofLayout = Metadata.title("Journal").titleTemplate("%s · Journal").icon("/assets/icon.svg");
 * Metadata ofPage = Metadata.title(post.title()).description(post.summary()).canonical("/posts/" + post.slug());
 * }</pre>
 *
 * <p>Where an absolute address is needed, a path of the application is enough: {@link App.Builder#baseUrl} goes in front.
 */
public final class Metadata {
    /** Nothing at all. */
    public static final Metadata NONE = new Metadata(null, null, Map.of(), List.of());

    private final @Nullable String title;
    private final @Nullable String template;
    private final Map<String, HeadElement> elements;
    private final List<Html> tags;

    private Metadata(
            @Nullable String title, @Nullable String template, Map<String, HeadElement> elements, List<Html> tags) {
        this.title = title;
        this.template = template;
        this.elements = elements;
        this.tags = tags;
    }

    /** A title; the {@link #titleTemplate} of the layouts around is put around it. */
    public static Metadata title(String title) {
        return new Metadata(Objects.requireNonNull(title, "title"), null, Map.of(), List.of());
    }

    /**
     * Puts more around the titles of what is within, not around this one's own: {@code %s · Journal}.
     *
     * @throws IllegalArgumentException unless there is one {@code %s}, for the title
     */
    public Metadata titleTemplate(String changed) {
        int place = changed.indexOf("%s");
        if (place < 0 || changed.indexOf("%s", place + 2) >= 0)
            throw new IllegalArgumentException(
                    "A template of titles has one %s, where the title goes, such as '%s · Journal'; not '" + changed
                            + "'");
        return new Metadata(title, changed, elements, tags);
    }

    /** A sentence for lists of results. */
    public Metadata description(String text) {
        return meta("description", text);
    }

    /** Which of several addresses is the page's own: a path of the application, or an address. */
    public Metadata canonical(String address) {
        return with("canonical", HeadElement.link("canonical", address, true));
    }

    /** What robots shall do, such as {@code noindex}. */
    public Metadata robots(String rules) {
        return meta("robots", rules);
    }

    /**
     * A property of Open Graph without its {@code og:}, such as {@code type}, or {@code image}, whose path becomes an address. With any of them, {@code title}, {@code description} and {@code url} are those
     * of the page unless given.
     */
    public Metadata openGraph(String property, String content) {
        return with("og:" + property, HeadElement.openGraph(property, content));
    }

    /** The icon of the site: a path of the application, or an address. */
    public Metadata icon(String address) {
        return with("icon", HeadElement.link("icon", address, false));
    }

    /** Any {@code <meta name=".." content="..">}. */
    public Metadata meta(String name, String content) {
        return with("meta " + name, HeadElement.meta(name, content));
    }

    /** Any {@code <link rel=".." href="..">}: a path of the application, or an address. */
    public Metadata link(String rel, String address) {
        return with("link " + rel + " " + address, HeadElement.link(rel, address, false));
    }

    /** Any other element, behind those that the outer layouts have. */
    public Metadata tag(Html element) {
        List<Html> more = new ArrayList<>(tags);
        more.add(Objects.requireNonNull(element, "element"));
        return new Metadata(title, template, elements, more);
    }

    private Metadata with(String key, HeadElement element) {
        Map<String, HeadElement> more = new LinkedHashMap<>(elements);
        more.put(key, element);
        return new Metadata(title, template, more, tags);
    }

    /** This, within what a layout further out says. */
    Metadata within(Metadata outer) {
        if (outer == NONE) return this;
        if (this == NONE) return outer;
        Map<String, HeadElement> all = new LinkedHashMap<>(outer.elements);
        all.putAll(elements);
        List<Html> allTags = new ArrayList<>(outer.tags);
        allTags.addAll(tags);
        return new Metadata(
                title == null ? outer.title : outer.around(title),
                template == null ? outer.template : template,
                all,
                allTags);
    }

    /** With its tags written, which happens once, however many heads are made of them. */
    Metadata written() {
        return tags.isEmpty()
                ? this
                : new Metadata(
                        title,
                        template,
                        elements,
                        tags.stream().map(Metadata::once).toList());
    }

    private static Html once(Html tag) {
        PageBuffer written = PageBuffer.ofHead();
        written.write(tag);
        byte[] markup = written.bytes();
        return out -> out.markup(markup);
    }

    private String around(String inner) {
        return template == null ? inner : template.replace("%s", inner);
    }

    /** Only what a browser shows while a part of a page is exchanged. */
    void writeTitle(HtmlOutput out) {
        if (title != null) out.markup("<title>").text(title).markup("</title>\n");
    }

    /** All of it, with addresses that {@code site} completes. */
    void write(HtmlOutput out, SiteAddress site) {
        writeTitle(out);
        elements.values().forEach(element -> element.write(out, site));
        if (elements.keySet().stream().anyMatch(key -> key.startsWith("og:"))) writeOpenGraphOfPage(out, site);
        for (Html tag : tags) out.write(tag).markup("\n");
    }

    private void writeOpenGraphOfPage(HtmlOutput out, SiteAddress site) {
        HeadElement description = elements.get("meta description");
        HeadElement canonical = elements.get("canonical");
        if (title != null) writeUnlessGiven("title", title, out, site);
        if (description != null) writeUnlessGiven("description", description.value(), out, site);
        if (canonical != null) writeUnlessGiven("url", canonical.value(), out, site);
    }

    private void writeUnlessGiven(String property, String value, HtmlOutput out, SiteAddress site) {
        if (!elements.containsKey("og:" + property))
            HeadElement.openGraph(property, value).write(out, site);
    }
}
