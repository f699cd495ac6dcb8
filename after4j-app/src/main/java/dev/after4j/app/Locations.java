package dev.after4j.app;

import java.nio.charset.StandardCharsets;

/** Where redirects lead. */
final class Locations {
    private static final String LEGAL =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#[]@!$&'()*+,;=";

    private Locations() {}

    /** {@code location} as the header has it: below the mount if it is a path; what an address cannot have is encoded. */
    static String header(String mount, String location) {
        boolean isPath = location.startsWith("/") || location.startsWith("\\");
        // two slashes at the start would lead to another host, and browsers take a backslash for one
        return encode(isPath ? mount + "/" + location.replaceFirst("^[/\\\\]+", "") : location);
    }

    private static String encode(String location) {
        StringBuilder legal = new StringBuilder(location.length());
        for (int i = 0; i < location.length(); ) {
            int character = location.codePointAt(i);
            if (LEGAL.indexOf(character) >= 0 || isEscape(location, i)) legal.appendCodePoint(character);
            else
                for (byte one : Character.toString(character).getBytes(StandardCharsets.UTF_8))
                    legal.append(String.format("%%%02X", one));
            i += Character.charCount(character);
        }
        return legal.toString();
    }

    private static boolean isEscape(String text, int at) {
        return text.startsWith("%", at)
                && text.length() > at + 2
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }
}
