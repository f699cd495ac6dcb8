package dev.after4j.app;

/** What kept pages and data are expired by. Those that begin with a slash are the library's own: the path of a page, and its route. */
final class Tags {
    private static final int LONGEST = 256;

    private Tags() {}

    /** The tag, if it is one that an application may use. */
    static String check(String tag) {
        if (tag.isBlank()) throw new IllegalArgumentException("A tag is not blank, but this one is '" + tag + "'");
        if (tag.length() > LONGEST)
            throw new IllegalArgumentException("A tag has at most " + LONGEST + " characters, not " + tag.length()
                    + ": '" + tag.substring(0, 40) + "...'");
        if (tag.startsWith("/"))
            throw new IllegalArgumentException("A tag does not begin with '/', as '" + tag
                    + "' does: a page has the tag of its path already, see revalidatePath(..)");
        if (!tag.chars().noneMatch(Character::isISOControl))
            throw new IllegalArgumentException("A tag has no control characters, as '" + Fields.visible(tag) + "' has");
        return tag;
    }
}
