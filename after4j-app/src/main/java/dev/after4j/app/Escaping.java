package dev.after4j.app;

import org.jspecify.annotations.Nullable;

/** Text as it may stand in an element or in a quoted attribute. */
final class Escaping {
    private Escaping() {}

    static String escape(String text) {
        for (int i = 0; i < text.length(); i++) if (escape(text.charAt(i)) != null) return escapeFrom(i, text);
        return text;
    }

    private static String escapeFrom(int first, String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            String entity = escape(text.charAt(i));
            if (entity == null) escaped.append(text.charAt(i));
            else escaped.append(entity);
        }
        return escaped.toString();
    }

    private static @Nullable String escape(char character) {
        return switch (character) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> null;
        };
    }
}
