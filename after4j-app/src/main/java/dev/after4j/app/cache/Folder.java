package dev.after4j.app.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** What is where in a folder of pages. */
final class Folder {
    private static final String PAGE = ".page";
    private static final int NAME_BYTES = 20;

    private final Path root;

    Folder(Path root) {
        this.root = root;
    }

    /** What tells that a build has finished: which application, when, and what the application noted. */
    Path manifest() {
        return root.resolve("manifest");
    }

    /** Pages of the build. A server reads them only. */
    Path built() {
        return root.resolve("built");
    }

    /** Pages that were rendered while serving. */
    Path kept() {
        return root.resolve("kept");
    }

    /** The journal of what was expired. */
    Path expired() {
        return root.resolve("expired");
    }

    Path root() {
        return root;
    }

    List<String> builtNames() {
        return names(built());
    }

    /** Those written last at the end. */
    List<String> keptNames() {
        return names(kept());
    }

    void deleteKept() throws IOException {
        for (String name : keptNames()) Files.deleteIfExists(kept().resolve(name));
    }

    @Override
    public String toString() {
        return root.toAbsolutePath().toString();
    }

    /** The name of the file of a page, whatever characters its key has. */
    static String name(String key) {
        byte[] hash = BodyForms.sha256().digest(key.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(Arrays.copyOf(hash, NAME_BYTES)) + PAGE;
    }

    private static List<String> names(Path pages) {
        record Entry(String name, long written) {}
        try (Stream<Path> files = Files.list(pages)) {
            return files.filter(file -> file.toString().endsWith(PAGE))
                    .map(file -> new Entry(
                            file.getFileName().toString(), file.toFile().lastModified()))
                    .sorted(Comparator.comparingLong(Entry::written))
                    .map(Entry::name)
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException none) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("The pages in " + pages + " cannot be listed", e);
        }
    }

    /** Deletes what a process that was killed had not finished writing. */
    static void deleteTemporaries(Path pages) throws IOException {
        try (Stream<Path> files = Files.list(pages)) {
            for (Path file : files.filter(file -> file.toString().endsWith(NewFile.ENDING))
                    .toList()) Files.deleteIfExists(file);
        }
    }
}
