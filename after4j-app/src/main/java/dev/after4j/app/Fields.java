package dev.after4j.app;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What may stand in a header of a response. */
final class Fields {
    private static final Predicate<String> TOKEN =
            Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+").asMatchPredicate();
    /** The server's own, without which responses could no longer be told apart. */
    private static final Set<String> FRAMING =
            Set.of("content-length", "transfer-encoding", "connection", "keep-alive", "trailer", "upgrade", "te");

    private Fields() {}

    static void check(String name, String value) {
        if (!isToken(name)) throw new IllegalArgumentException("'" + visible(name) + "' is no name of a header");
        if (FRAMING.contains(name.toLowerCase(Locale.ROOT)))
            throw new IllegalArgumentException("The header " + name + " is the server's, and cannot be set here");
        if (name.equalsIgnoreCase("Set-Cookie"))
            throw new IllegalArgumentException("Set a cookie with cookie(ResponseCookie), not as a header");
        checkValue(name, value);
    }

    static void checkValue(String name, String value) {
        if (!value.chars().allMatch(Fields::isText))
            throw new IllegalArgumentException("The header " + name + " cannot have the value '" + visible(value)
                    + "': only visible ASCII characters and spaces; encode others");
    }

    /** A word, as names of headers and cookies are. */
    static boolean isToken(String name) {
        return TOKEN.test(name);
    }

    private static boolean isText(int character) {
        return (character >= ' ' && character < 0x7f) || character == '\t';
    }

    /** On one line, whatever it is made of. */
    static String visible(String text) {
        StringBuilder line = new StringBuilder();
        for (char character : text.toCharArray())
            if (isText(character)) line.append(character);
            else line.append(String.format("\\u%04x", (int) character));
        return line.toString();
    }
}
