package dev.after4j.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What the pages of a journal show, with nothing to wait for. */
public record Post(String slug, String title, String summary, List<String> paragraphs, List<Comment> comments) {
    private static final String PREFIX = "post-";
    private static final Pattern SLUG = Pattern.compile(PREFIX + "(\\d{1,5})");
    private static final Map<String, Post> WRITTEN = new ConcurrentHashMap<>();

    /** What somebody else has to say. */
    public record Comment(String author, String text) {}

    static Optional<Post> find(String slug) {
        Post written = WRITTEN.get(slug);
        return written == null ? write(slug) : Optional.of(written);
    }

    static Stream<String> slugs(int count) {
        return IntStream.range(0, count).mapToObj(number -> PREFIX + number);
    }

    private static Optional<Post> write(String slug) {
        Matcher matcher = SLUG.matcher(slug);
        if (!matcher.matches()) return Optional.empty();
        Post post = written(Integer.parseInt(matcher.group(1)));
        WRITTEN.put(slug, post);
        return Optional.of(post);
    }

    private static Post written(int number) {
        String sentence = "Number " + number + " says that tea is drunk hot, and that whoever waits drinks it cold. ";
        return new Post(
                PREFIX + number,
                "Post " + number,
                sentence.strip(),
                List.of(sentence.repeat(4), sentence.repeat(6), sentence.repeat(2)),
                IntStream.range(0, 10)
                        .mapToObj(i -> new Comment("Reader " + i, "Is it \"hot\" & dear? I pay < " + i + "."))
                        .toList());
    }
}
