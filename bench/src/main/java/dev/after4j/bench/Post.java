package dev.after4j.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the pages of a journal show, with nothing to wait for. */
public record Post(String slug, String title, String summary, List<String> paragraphs, List<Comment> comments) {
    private static final Map<String, Post> ALL =
            IntStream.range(0, 100).mapToObj(Post::written).collect(Collectors.toMap(Post::slug, post -> post));

    /** What somebody else has to say. */
    public record Comment(String author, String text) {}

    static Optional<Post> find(String slug) {
        return Optional.ofNullable(ALL.get(slug));
    }

    private static Post written(int number) {
        String sentence = "Number " + number + " says that tea is drunk hot, and that whoever waits drinks it cold. ";
        return new Post(
                "post-" + number,
                "Post " + number,
                sentence.strip(),
                List.of(sentence.repeat(4), sentence.repeat(6), sentence.repeat(2)),
                IntStream.range(0, 10)
                        .mapToObj(i -> new Comment("Reader " + i, "Is it \"hot\" & dear? I pay < " + i + "."))
                        .toList());
    }
}
