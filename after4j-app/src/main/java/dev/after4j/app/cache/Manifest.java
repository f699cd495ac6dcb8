package dev.after4j.app.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a build writes last: without one it has not finished.
 *
 * @param built when it began
 * @param notes lines of the application
 */
record Manifest(String fingerprint, Instant built, List<String> notes) {
    private static final String FORMAT = "after4j pages 1";
    private static final String FINGERPRINT = "fingerprint ";
    private static final String BUILT = "built ";
    private static final String END = "end";
    private static final int HEAD = 3;

    void write(Folder folder) throws IOException {
        List<String> lines = new ArrayList<>(List.of(FORMAT, FINGERPRINT + fingerprint, BUILT + built));
        lines.addAll(notes);
        lines.add(END);
        NewFile.write(folder.manifest(), SealedLines.seal(lines));
    }

    /** @throws IllegalStateException if it is not one of this application, or not readable */
    static Optional<Manifest> read(Folder folder, String fingerprint) {
        List<String> lines;
        try {
            lines = SealedLines.open(Files.readAllBytes(folder.manifest())).orElseThrow(() -> damaged(folder));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The manifest of the pages in " + folder + " cannot be read", e);
        }
        int end = lines.size() - 1;
        if (end < 0 || !lines.get(end).equals(END)) throw damaged(folder);
        if (!lines.get(0).equals(FORMAT) || !lines.get(1).equals(FINGERPRINT + fingerprint)) throw another(folder);
        return Optional.of(
                new Manifest(fingerprint, built(lines.get(2), folder), List.copyOf(lines.subList(HEAD, end))));
    }

    private static Instant built(String line, Folder folder) {
        try {
            return Instant.parse(line.substring(BUILT.length()));
        } catch (DateTimeException | IndexOutOfBoundsException e) {
            throw damaged(folder);
        }
    }

    private static IllegalStateException damaged(Folder folder) {
        return new IllegalStateException("The manifest of the pages in " + folder
                + " is damaged: build again, or name another folder with --pages");
    }

    private static IllegalStateException another(Folder folder) {
        return new IllegalStateException(
                "The pages in " + folder
                        + " were built by another version of the application, with another base URL, or by another application: build again, or name another folder with --pages");
    }
}
