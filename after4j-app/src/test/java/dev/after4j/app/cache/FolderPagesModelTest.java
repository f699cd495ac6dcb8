package dev.after4j.app.cache;

import static dev.after4j.app.cache.Pages.NOON;
import static dev.after4j.app.cache.Pages.page;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random interleavings, also with restarts, crashes and builds, against {@link Model}. */
class FolderPagesModelTest {
    private static final int RUNS = 8;
    private static final int STEPS = 150;
    private static final List<String> KEYS = List.of("/", "/a", "/b", "/c", "/d");
    private static final List<String> TAGS = List.of("t", "u", "v", "w\nx");

    @TempDir
    Path root;

    private Random random;
    private int maxBytes;
    private int maxKept;
    private int mostTags;
    private Model model;
    private Path folder;
    private int folders;
    private FolderPages pages;
    private long lastStamp;
    private int bodies;
    /** Renders that have begun. */
    private final List<CachedPage> begun = new ArrayList<>();

    private final List<FolderPages> abandoned = new ArrayList<>();

    private void start(int seed, int kept, int tags) throws IOException {
        random = new Random(seed);
        maxBytes = pick(List.of(0, 2_000, 1_000_000));
        maxKept = kept;
        mostTags = tags;
        model = new Model();
        begun.clear();
        folder = Files.createDirectories(root.resolve("folder " + folders++));
        open();
        lastStamp = 0;
    }

    private void open() {
        pages = FolderPages.open(folder, maxBytes, maxKept, mostTags, "app 1");
    }

    private <T> T pick(List<T> any) {
        return any.get(random.nextInt(any.size()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void r27_doesWhatTheModelDoes(int seed) throws Exception {
        for (int run = 0; run < RUNS; run++) {
            start(seed * 1_000 + run, 100, 100);
            for (int i = 0; i < STEPS; i++) {
                step();
                String key = pick(KEYS);
                CachedPage expected = model.get(key);
                CachedPage actual = pages.get(key);
                assertThat(bytes(actual))
                        .as("seed %d, run %d, step %d: %s", seed, run, i, key)
                        .isEqualTo(bytes(expected));
                if (actual != null)
                    assertThat(pages.isExpired(actual))
                            .as("seed %d, run %d, step %d: %s", seed, run, i, key)
                            .isEqualTo(model.isExpired(expected));
            }
            closeAll();
        }
    }

    /** What has been let go is rendered again; what is there is one whole page that was put, and if it ought to be expired it is. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void r27_withNarrowBoundsItDoesNoMoreThanTheModel(int seed) throws Exception {
        for (int run = 0; run < RUNS; run++) {
            start(seed * 1_000 + run, 2, 2);
            for (int i = 0; i < STEPS; i++) {
                step();
                String key = pick(KEYS);
                CachedPage most = model.get(key);
                CachedPage actual = pages.get(key);
                if (actual == null) continue;
                assertThat(bytes(actual))
                        .as("seed %d, run %d, step %d: %s", seed, run, i, key)
                        .isEqualTo(bytes(most));
                assertThat(pages.isExpired(actual) || !model.isExpired(actual))
                        .as("seed %d, run %d, step %d: %s", seed, run, i, key)
                        .isTrue();
                assertThat(new Folder(folder).keptNames()).hasSizeLessThanOrEqualTo(maxKept + model.built.size());
            }
            closeAll();
        }
    }

    private static byte @Nullable [] bytes(@Nullable CachedPage page) {
        return page == null ? null : page.toBytes();
    }

    private void step() throws IOException {
        int chance = random.nextInt(100);
        if (chance < 25) begin();
        else if (chance < 55 && !begun.isEmpty()) put();
        else if (chance < 70) expire();
        else if (chance < 75) remove();
        else if (chance < 85) reopen();
        else if (chance < 92) crash();
        else if (chance < 94) crashWithinALine();
        else if (chance < 97) build(true);
        else build(false);
    }

    private void begin() {
        long stamp = pages.stamp();
        assertThat(stamp).isGreaterThan(lastStamp);
        lastStamp = stamp;
        begun.add(page(
                stamp, "body " + bodies++ + "|".repeat(random.nextInt(400)), pick(TAGS), "own " + random.nextInt(2)));
    }

    private void put() {
        CachedPage page = begun.remove(random.nextInt(begun.size()));
        String key = pick(KEYS);
        pages.put(key, page);
        model.put(key, page);
    }

    private void expire() {
        List<String> tags = List.of(pick(TAGS), pick(TAGS));
        pages.expire(tags);
        long stamp = pages.expired(tags);
        assertThat(stamp).isGreaterThan(lastStamp);
        lastStamp = stamp;
        model.expire(stamp, tags);
    }

    private void remove() {
        String key = pick(KEYS);
        pages.remove(key);
        model.remove(key);
    }

    /** What began has ended with the process that it was in. */
    private void reopen() {
        pages.close();
        begun.clear();
        open();
    }

    private void crash() throws IOException {
        Path left = root.resolve("folder " + folders++);
        Copies.copy(folder, left);
        abandoned.add(pages);
        begun.clear();
        folder = left;
        Files.write(folder.resolve("kept").resolve(Folder.name(pick(KEYS)) + ".1.new"), new byte[random.nextInt(10)]);
        Files.writeString(folder.resolve("expired.1.new"), "half a jour");
        open();
    }

    private void crashWithinALine() throws IOException {
        Path journal = folder.resolve("expired");
        byte[] line = SealedLines.seal(List.of(Past.expired(lastStamp + 1, pick(TAGS))));
        Files.write(journal, Arrays.copyOf(line, 1 + random.nextInt(line.length - 1)), StandardOpenOption.APPEND);
        Logged.by(() -> {
            try {
                crash();
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        model.restartedWithoutTheJournal();
        lastStamp = 0;
    }

    private void build(boolean finish) {
        pages.close();
        begun.clear();
        Map<String, CachedPage> built = new HashMap<>();
        try (BuiltPages build = BuiltPages.begin(folder, "app 1", NOON)) {
            for (String key : KEYS.subList(random.nextInt(3), KEYS.size())) {
                CachedPage page = page(0, "built " + random.nextInt(3), pick(TAGS));
                build.write(key, page);
                built.put(key, page);
            }
            if (finish) build.finish(List.of());
        }
        if (finish) model.built(built);
        else model.buildFinished = false;
        if (finish) lastStamp = 0;
        Logged.by(this::open);
    }

    private void closeAll() {
        pages.close();
        abandoned.forEach(FolderPages::close);
        abandoned.clear();
    }
}
