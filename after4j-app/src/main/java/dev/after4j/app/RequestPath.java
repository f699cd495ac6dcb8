package dev.after4j.app;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The decoded segments of a path; what could be read in more than one way is refused. */
record RequestPath(List<String> segments, boolean endsWithSlash) {
    private static final char UNDECODABLE = '\ufffd';

    /** Throws 400 for what is not well formed, and for dot segments, encoded slashes and control characters. */
    static RequestPath parse(String sent) {
        if (!sent.startsWith("/")) throw bad("begins with '/'");
        List<String> segments = new ArrayList<>();
        for (int from = 1; from <= sent.length(); ) {
            int slash = sent.indexOf('/', from);
            int end = slash < 0 ? sent.length() : slash;
            segments.add(decode(sent.substring(from, end)));
            from = end + 1;
        }
        boolean endsWithSlash = sent.length() > 1 && sent.endsWith("/");
        if (sent.endsWith("/")) segments.remove(segments.size() - 1); // nothing stands behind that slash
        if (segments.contains("")) throw bad("has no empty segments");
        return new RequestPath(segments, endsWithSlash);
    }

    private static String decode(String segment) {
        String decoded;
        try {
            decoded = segment.indexOf('%') < 0
                    ? segment
                    : URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw bad("has two hexadecimal digits behind each '%'");
        }
        if (decoded.equals(".") || decoded.equals("..")) throw bad("has no dot segments");
        for (int i = 0; i < decoded.length(); i++)
            if (isAmbiguous(decoded.charAt(i)))
                throw bad("is UTF-8 without control characters, encoded slashes and backslashes");
        return decoded;
    }

    private static boolean isAmbiguous(char character) {
        return character == '/' || character == '\\' || character == UNDECODABLE || Character.isISOControl(character);
    }

    private static Signal bad(String rule) {
        return Signal.of(400, "A path " + rule);
    }

    /** Decoded; no segment has a slash in it. */
    String text() {
        return "/" + String.join("/", segments);
    }
}
