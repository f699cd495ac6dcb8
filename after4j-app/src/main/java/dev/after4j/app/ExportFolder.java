package dev.after4j.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that a site is exported to. Files are written beside their places and take them when all are there. A list of them stays, so that the next export takes away what has gone: what is not on
 * it is somebody else's, and is neither replaced nor deleted.
 */
final class ExportFolder implements AutoCloseable {
    private static final String LIST = ".after4j-export";
    private static final String STAGE = ".after4j-export.new";

    private final Path folder;
    private final Path stage;
    private final Set<String> former;
    /** Who has written it, by the names of files, and of the folders above, in lower case. */
    private final Map<String, String> owners = new TreeMap<>();

    private final Set<String> written = new TreeSet<>();

    private ExportFolder(Path folder, Set<String> former) {
        this.folder = folder;
        this.stage = folder.resolve(STAGE);
        this.former = former;
    }

    /** @throws IllegalStateException if {@code path} is neither empty, nor a former export, nor to be made */
    static ExportFolder begin(Path path) {
        try {
            Path folder = Files.createDirectories(path);
            deleteAll(folder.resolve(STAGE));
            Path list = folder.resolve(LIST);
            boolean isFormer = Files.exists(list);
            if (!isFormer && !isEmpty(folder))
                throw new IllegalStateException(folder.toAbsolutePath()
                        + " is not empty, and no former export: name a folder of its own, or empty it");
            ExportFolder begun =
                    new ExportFolder(folder, isFormer ? new TreeSet<>(Files.readAllLines(list)) : Set.of());
            Files.createDirectories(begun.stage);
            return begun;
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static UncheckedIOException unwritable(Path folder, IOException e) {
        return new UncheckedIOException("The site in " + folder.toAbsolutePath() + " cannot be written: " + e, e);
    }

    /**
     * Writes a file for {@code owner}, who is named if there is another for its place. From any thread.
     *
     * @return whether there is no such file yet with that content
     * @throws BuildException if it cannot have that place
     */
    boolean write(String owner, List<String> segments, byte[] content) {
        String name = claim(owner, segments);
        try {
            Path staged = stage.resolve(name);
            Files.createDirectories(staged.getParent());
            Files.write(staged, content);
            Path place = folder.resolve(name);
            return !(Files.isRegularFile(place) && Files.mismatch(place, staged) < 0);
        } catch (InvalidPathException e) {
            throw new BuildException("'" + name + "' cannot be the name of a file here: " + e.getReason());
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    private synchronized String claim(String owner, List<String> segments) {
        String name = String.join("/", segments);
        String key = name.toLowerCase(Locale.ROOT);
        refuse(name, owners.get(key));
        refuse(name, owners.get(key + "/"));
        for (int end = key.indexOf('/'); end > 0; end = key.indexOf('/', end + 1)) {
            refuse(name, owners.get(key.substring(0, end)));
            owners.putIfAbsent(key.substring(0, end + 1), owner);
        }
        owners.put(key, owner);
        written.add(name);
        return name;
    }

    private static void refuse(String name, @Nullable String other) {
        if (other != null)
            throw new BuildException("Its file, " + name + ", is in the way of that of " + other
                    + ", at least where capital letters do not count");
    }

    /**
     * Puts all in its place.
     *
     * @throws IllegalStateException if something is there that no former export has written
     */
    void finish() {
        written.forEach(this::requireOurs);
        try {
            Set<String> all = new TreeSet<>(former);
            all.addAll(written);
            note(all); // first, so that the next export knows of them if this one ends in between
            for (String name : former) if (!written.contains(name)) delete(name);
            for (String name : written) move(name);
            note(written);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    private void requireOurs(String name) {
        Path place = Path.of(name);
        requireOurs(name, place);
        for (Path above = place.getParent(); above != null; above = above.getParent())
            if (Files.isRegularFile(folder.resolve(above))) requireOurs(name, above);
    }

    private void requireOurs(String name, Path at) {
        if (!Files.exists(folder.resolve(at), LinkOption.NOFOLLOW_LINKS) || isFormer(at) || isOfFormers(at)) return;
        throw new IllegalStateException(folder.resolve(at).toAbsolutePath() + " is in the way of " + name
                + ", and no former export has written it: move it away, or name another folder");
    }

    private boolean isFormer(Path at) {
        return former.contains(at.toString().replace('\\', '/'));
    }

    /** Whether a former export has written into that folder: when that is gone, it may be empty. */
    private boolean isOfFormers(Path at) {
        String prefix = at.toString().replace('\\', '/') + "/";
        return former.stream().anyMatch(name -> name.startsWith(prefix));
    }

    private void note(Set<String> names) throws IOException {
        Path noted = Files.write(stage.resolve(LIST), names);
        Files.move(noted, folder.resolve(LIST), StandardCopyOption.ATOMIC_MOVE);
    }

    /** And the folders above, when they are empty then. What the list was made to say of other places is left alone. */
    private void delete(String name) throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        Path place = root.resolve(name).normalize();
        if (!place.startsWith(root) || place.equals(root)) return;
        Files.deleteIfExists(place);
        try {
            for (Path above = place.getParent(); above != null && !above.equals(root); above = above.getParent())
                Files.delete(above);
        } catch (DirectoryNotEmptyException | NoSuchFileException done) {
            return;
        }
    }

    private void move(String name) throws IOException {
        Path staged = stage.resolve(name);
        Path place = folder.resolve(name);
        if (Files.isRegularFile(place) && Files.mismatch(place, staged) < 0) return;
        Files.createDirectories(place.getParent());
        Files.move(staged, place, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Leaves what was there if the export has not finished. */
    @Override
    public void close() {
        try {
            deleteAll(stage);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    private static void deleteAll(Path root) throws IOException {
        if (!Files.exists(root)) return;
        List<Path> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.sorted(Comparator.reverseOrder()).forEach(all::add);
        }
        for (Path one : all) Files.delete(one);
    }
}
