package dev.after4j.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Tells one version of an application from another: by the content of its code, where it is reached, and its routes. Not by times, nor by where the code is. */
final class Fingerprint {
    private static final int BYTES = 16;

    private final MessageDigest digest = sha256();

    private Fingerprint() {}

    static String of(App app) {
        Set<String> places = new TreeSet<>(AppCode.of(app).places());
        AppCode.place(App.class).ifPresent(places::add); // the library's version
        List<String> parts = new ArrayList<>();
        for (String place : places) file(place).ifPresent(file -> parts.add(ofFile(file)));
        app.routes.endpoints().forEach(endpoint -> parts.addAll(endpoint.served()));
        app.routes.readable().forEach(source -> parts.add("GET " + source.pattern()));
        parts.sort(null); // neither the class path's order nor that of registrations
        parts.add(app.baseUrl.orElse(""));
        Fingerprint all = new Fingerprint();
        parts.forEach(all::add);
        return all.text();
    }

    /** The file or folder behind the address of a code source, also where that is an archive in an archive. */
    private static Optional<Path> file(String place) {
        String outer = place.replaceFirst("^jar:", "")
                .replaceFirst("^nested:", "file:")
                .replaceFirst("(!/|/!).*", "");
        if (!outer.startsWith("file:")) return Optional.empty();
        Path file = Path.of(URI.create(outer));
        return Files.exists(file) ? Optional.of(file) : Optional.empty();
    }

    private static String ofFile(Path file) {
        Fingerprint content = new Fingerprint();
        try {
            if (Files.isDirectory(file)) content.addFolder(file);
            else content.addArchive(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The code in " + file + " cannot be read", e);
        }
        return content.text();
    }

    private void addFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                add(folder.relativize(file).toString().replace('\\', '/'));
                add(HexFormat.of().formatHex(sha256().digest(Files.readAllBytes(file))));
            }
        }
    }

    /** By the checksums that it has of its files anyway. */
    private void addArchive(Path archive) throws IOException {
        try (ZipFile files = new ZipFile(archive.toFile())) {
            files.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(Fingerprint::text)
                    .sorted()
                    .forEach(this::add);
        }
    }

    private static String text(ZipEntry entry) {
        return entry.getName() + " " + entry.getCrc();
    }

    private void add(String part) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }

    private String text() {
        return hex(digest.digest());
    }

    /** A name for {@code content}. */
    static String of(byte[] content) {
        return hex(sha256().digest(content));
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
