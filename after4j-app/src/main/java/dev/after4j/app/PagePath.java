package dev.after4j.app;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;

/** One path of something prerendered: what is kept has this for its key, and nothing else of a request (R24). */
record PagePath(Prerendered source, String mount, String path, List<String> values) {
    /** What stands for itself in a path. */
    private static final BitSet PLAIN =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=:@"
                    .chars()
                    .collect(BitSet::new, BitSet::set, BitSet::or);

    /** For a path as a client has sent it: however it was encoded there, this is one. */
    static PagePath of(Prerendered source, String mount, RequestPath path, List<String> values) {
        return new PagePath(source, mount, encoded(path.segments()), values);
    }

    /** For listed values of the parameters. */
    static PagePath of(Prerendered source, List<String> values) {
        return new PagePath(source, "", source.pattern().path(values), values);
    }

    static String encoded(List<String> segments) {
        if (segments.isEmpty()) return "/";
        StringBuilder path = new StringBuilder();
        for (String segment : segments) {
            path.append('/');
            if (isPlain(segment)) path.append(segment);
            else encode(segment, path);
        }
        return path.toString();
    }

    private static boolean isPlain(String segment) {
        for (int i = 0; i < segment.length(); i++) if (!PLAIN.get(segment.charAt(i))) return false;
        return true;
    }

    private static void encode(String segment, StringBuilder path) {
        for (int i = 0; i < segment.length(); ) {
            int character = segment.codePointAt(i);
            if (PLAIN.get(character)) path.appendCodePoint(character);
            else
                for (byte one : Character.toString(character).getBytes(StandardCharsets.UTF_8))
                    path.append(String.format("%%%02X", one));
            i += Character.charCount(character);
        }
    }

    String key() {
        return mount.isEmpty() ? path : mount + " " + path; // a path has no space
    }

    /** What expires it besides tags of its own: itself, and its route. */
    List<String> tags() {
        String route = source.pattern().toString();
        return route.equals(path) ? List.of(path) : List.of(path, route);
    }

    Target target() {
        return Target.of(path, null).matched(source.pattern(), values);
    }

    @Override
    public String toString() {
        return path;
    }
}
