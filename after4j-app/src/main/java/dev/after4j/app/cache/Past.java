package dev.after4j.app.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What earlier processes noted in the journal.
 *
 * @param reserved all stamps that were ever taken are less than this
 * @param floor pages with a tag that is not among the {@code expired} are expired if they began before this
 * @param removed keys of pages of the build that are gone
 */
record Past(long reserved, long floor, Map<String, Long> expired, Set<String> removed) {
    private static final String FORMAT = "after4j expired 1";
    private static final String FINGERPRINT = "fingerprint ";
    private static final String RESERVED = "stamps ";
    private static final String FLOOR = "floor ";
    private static final String EXPIRED = "expired ";
    private static final String REMOVED = "removed ";

    static Past empty() {
        return new Past(0, Expiries.NEVER, Map.of(), Set.of());
    }

    /** Nobody knows any more what was expired. So all that a build wrote counts as expired, and no page of another kind must be left. */
    static Past lost() {
        return new Past(1, 1, Map.of(), Set.of());
    }

    /** Empty if there is none, if it is another application's, or if any part of it cannot be read: that may be what was expired last. */
    static Optional<Past> read(Path file, String fingerprint) {
        try {
            List<String> lines = SealedLines.open(Files.readAllBytes(file)).orElse(List.of());
            boolean known = lines.size() > 1
                    && lines.get(0).equals(FORMAT)
                    && lines.get(1).equals(FINGERPRINT + fingerprint);
            return known ? Optional.of(parse(lines.subList(2, lines.size()))) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Past parse(List<String> lines) {
        long reserved = 0;
        long floor = Expiries.NEVER;
        Map<String, Long> expired = new HashMap<>();
        Set<String> removed = new HashSet<>();
        for (String line : lines) {
            String value = line.substring(line.indexOf(' ') + 1);
            if (line.startsWith(RESERVED)) reserved = Math.max(reserved, Long.parseLong(value));
            else if (line.startsWith(FLOOR)) floor = Math.max(floor, Long.parseLong(value));
            else if (line.startsWith(REMOVED)) removed.add(value);
            else if (line.startsWith(EXPIRED)) {
                int end = value.indexOf(' ');
                expired.merge(value.substring(end + 1), Long.valueOf(value.substring(0, end)), Math::max);
            } else throw new IllegalArgumentException("Not a line of a journal: " + line);
        }
        return new Past(reserved, floor, expired, removed);
    }

    List<String> lines(String fingerprint) {
        List<String> lines =
                new ArrayList<>(List.of(FORMAT, FINGERPRINT + fingerprint, reserved(reserved), FLOOR + floor));
        expired.forEach((tag, stamp) -> lines.add(expired(stamp, tag)));
        removed.forEach(key -> lines.add(removed(key)));
        return lines;
    }

    static String reserved(long stamp) {
        return RESERVED + stamp;
    }

    static String expired(long stamp, String tag) {
        return EXPIRED + stamp + ' ' + tag;
    }

    static String removed(String key) {
        return REMOVED + key;
    }
}
