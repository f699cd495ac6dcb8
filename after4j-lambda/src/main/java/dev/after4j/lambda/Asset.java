package dev.after4j.lambda;

import dev.after4j.app.spi.Head;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A file in the folder {@code static} on the class path. */
final class Asset {
    /** What JDK 17 does not know, or not in every place. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("css", "text/css"),
            Map.entry("js", "text/javascript"),
            Map.entry("mjs", "text/javascript"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("webp", "image/webp"),
            Map.entry("avif", "image/avif"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff", "font/woff"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("wasm", "application/wasm"));

    private static final Set<String> OWN = Set.of("etag", "content-type");

    private final String path;
    private final byte[] content;

    private Asset(String path, byte[] content) {
        this.path = path;
        this.content = content;
    }

    static Optional<Asset> find(String path) throws IOException {
        URL found = loader().getResource("static" + path);
        if (found == null || isFolder(found, path)) return Optional.empty();
        try (InputStream content = found.openStream()) {
            return Optional.of(new Asset(path, content.readAllBytes()));
        }
    }

    private static ClassLoader loader() {
        return Thread.currentThread().getContextClassLoader();
    }

    private static boolean isFolder(URL found, String path) {
        if (found.getProtocol().equals("file")) return Files.isDirectory(Path.of(URI.create(found.toString())));
        return found.getPath().endsWith("/") || loader().getResource("static" + path + "/") != null;
    }

    /** Null if nobody knows. */
    static @Nullable String type(String fileName) {
        String type = TYPES.get(fileName.substring(fileName.lastIndexOf('.') + 1));
        return type != null ? type : URLConnection.guessContentTypeFromName(fileName);
    }

    byte[] content() {
        return content;
    }

    String tag() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return '"' + HexFormat.of().formatHex(digest, 0, 10) + '"';
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("Every JDK has SHA-256", absent);
        }
    }

    /** Whether a client that has sent {@code tags} has it already. */
    boolean isAmong(@Nullable String tags) {
        return tags != null
                && Stream.of(tags.split(","))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag()::equals);
    }

    Head head(int status, Head defaults) {
        List<String> fields = new ArrayList<>();
        defaults.headers((name, value) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT))) fields.addAll(List.of(name, value));
        });
        fields.addAll(List.of("ETag", tag()));
        String type = type(path);
        if (type != null) fields.addAll(List.of("Content-Type", type));
        return new Head(status, fields);
    }
}
