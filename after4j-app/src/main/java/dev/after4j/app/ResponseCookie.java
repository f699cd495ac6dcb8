package dev.after4j.app;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A cookie that a response sets. Safe unless told otherwise: scripts cannot read it ({@code HttpOnly}), other sites' posts do
 * not carry it ({@code SameSite=Lax}), and over https it stays there ({@code Secure}). It lives as long as the browser's session,
 * for the whole host. Immutable: each method returns another one.
 *
 * <pre>{@code
 * ResponseCookie.of("theme", "dark").maxAge(Duration.ofDays(365)).readableByScripts();
 * }</pre>
 */
public final class ResponseCookie {
    /** When a browser sends a cookie to another site's request. */
    public enum SameSite {
        /** Never, not even when a link is followed. */
        STRICT("Strict"),
        /** When a link is followed, not with a post or an embedded picture. */
        LAX("Lax"),
        /** Always; browsers ask for {@code Secure} then, which it gets. */
        NONE("None");

        private final String word;

        SameSite(String word) {
            this.word = word;
        }
    }

    private static final Predicate<String> VALUE =
            Pattern.compile("[!#-+\\--:<-\\[\\]-~]*").asMatchPredicate();
    private static final Predicate<String> ATTRIBUTE =
            Pattern.compile("[ -:<-~]*").asMatchPredicate();

    private final String name;
    private final String value;
    private final String path;
    private final @Nullable String domain;
    private final @Nullable Duration maxAge;
    private final SameSite sameSite;
    private final boolean isReadableByScripts;
    private final boolean isSecure;

    private ResponseCookie(
            String name,
            String value,
            String path,
            @Nullable String domain,
            @Nullable Duration maxAge,
            SameSite sameSite,
            boolean isReadableByScripts,
            boolean isSecure) {
        this.name = name;
        this.value = value;
        this.path = path;
        this.domain = domain;
        this.maxAge = maxAge;
        this.sameSite = sameSite;
        this.isReadableByScripts = isReadableByScripts;
        this.isSecure = isSecure;
    }

    /**
     * A cookie.
     *
     * @throws IllegalArgumentException if the name is no token, or the value has anything but visible ASCII characters without spaces, quotes,
     *     commas, semicolons and backslashes: encode it then, such as with {@link java.net.URLEncoder}
     */
    public static ResponseCookie of(String name, String value) {
        if (!Fields.isToken(name))
            throw new IllegalArgumentException("'" + Fields.visible(name) + "' is no name of a cookie");
        if (!VALUE.test(value))
            throw new IllegalArgumentException(
                    "The cookie " + name + " cannot have the value '" + Fields.visible(value)
                            + "': only visible ASCII characters without spaces, quotes, commas, semicolons and backslashes; encode it");
        return new ResponseCookie(name, value, "/", null, null, SameSite.LAX, false, false);
    }

    /** Takes a cookie away from the client; {@link #path} and {@link #domain} must be those that it was set with. */
    public static ResponseCookie delete(String name) {
        return of(name, "").maxAge(Duration.ZERO);
    }

    /** For a part of the host only; {@code /}, below the application's mount, unless set. */
    public ResponseCookie path(String changed) {
        return new ResponseCookie(
                name, value, attribute("path", changed), domain, maxAge, sameSite, isReadableByScripts, isSecure);
    }

    /** For the subdomains of {@code changed}, too. */
    public ResponseCookie domain(String changed) {
        return new ResponseCookie(
                name, value, path, attribute("domain", changed), maxAge, sameSite, isReadableByScripts, isSecure);
    }

    /** How long it lives, in whole seconds; zero takes it away. */
    public ResponseCookie maxAge(Duration changed) {
        if (changed.isNegative())
            throw new IllegalArgumentException("The cookie " + name + " cannot live for " + changed);
        return new ResponseCookie(name, value, path, domain, changed, sameSite, isReadableByScripts, isSecure);
    }

    /** When browsers send it along with another site's request. */
    public ResponseCookie sameSite(SameSite changed) {
        return new ResponseCookie(
                name,
                value,
                path,
                domain,
                maxAge,
                Objects.requireNonNull(changed, "changed"),
                isReadableByScripts,
                isSecure);
    }

    /** Without {@code HttpOnly}. */
    public ResponseCookie readableByScripts() {
        return new ResponseCookie(name, value, path, domain, maxAge, sameSite, true, isSecure);
    }

    /** With {@code Secure} also when the request came over http, as behind a proxy that ends https. */
    public ResponseCookie secure() {
        return new ResponseCookie(name, value, path, domain, maxAge, sameSite, isReadableByScripts, true);
    }

    private String attribute(String what, String text) {
        if (ATTRIBUTE.test(text)) return text;
        throw new IllegalArgumentException(
                "The cookie " + name + " cannot have the " + what + " '" + Fields.visible(text) + "'");
    }

    /** Whether this takes the place of {@code other} in a browser. */
    boolean replaces(ResponseCookie other) {
        return name.equals(other.name) && path.equals(other.path) && Objects.equals(domain, other.domain);
    }

    /** As a header has it. */
    String header(String mount, boolean overHttps) {
        StringBuilder text = new StringBuilder(name).append('=').append(value);
        text.append("; Path=")
                .append(mount.isEmpty() || !path.startsWith("/") ? path : path.equals("/") ? mount : mount + path);
        if (domain != null) text.append("; Domain=").append(domain);
        if (maxAge != null) text.append("; Max-Age=").append(maxAge.toSeconds());
        if (isSecure || overHttps || sameSite == SameSite.NONE) text.append("; Secure");
        if (!isReadableByScripts) text.append("; HttpOnly");
        return text.append("; SameSite=").append(sameSite.word).toString();
    }
}
