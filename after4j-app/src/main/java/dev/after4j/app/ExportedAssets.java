package dev.after4j.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Copies the assets of an application from the folders {@code static} on the class path, as they are and under names that have their content in them: pages link to those, and
 * browsers may keep them for ever.
 */
final class ExportedAssets {
    private static final String FOLDER = "static";
    private static final int HASH_DIGITS = 10;

    private final App app;
    private final ExportFolder to;
    /** Both as paths, encoded. */
    private final Map<String, String> renamed = new HashMap<>();

    private ExportedAssets(App app, ExportFolder to) {
        this.app = app;
        this.to = to;
    }

    static ExportedAssets copy(App app, ExportFolder to) {
        ExportedAssets assets = new ExportedAssets(app, to);
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            for (URL folder : Collections.list(loader.getResources(FOLDER))) assets.copy(folder.toURI());
        } catch (IOException | URISyntaxException e) {
            throw new UncheckedIOException("The assets cannot be read", new IOException(e));
        }
        return assets;
    }

    private void copy(URI folder) throws IOException {
        if (!folder.getScheme().equals("jar")) {
            copy(Path.of(folder));
            return;
        }
        String text = folder.toString();
        int inside = text.lastIndexOf("!/");
        try (FileSystem archive =
                FileSystems.newFileSystem(Path.of(URI.create(text.substring("jar:".length(), inside))))) {
            copy(archive.getPath(text.substring(inside + 1)));
        }
    }

    private void copy(Path folder) throws IOException {
        for (List<String> prefix : app.assets) {
            Path below = folder.resolve(String.join("/", prefix));
            if (!Files.isDirectory(below)) continue;
            try (Stream<Path> files = Files.walk(below)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList())
                    copy(segments(folder.relativize(file)), Files.readAllBytes(file));
            }
        }
    }

    private static List<String> segments(Path relative) {
        List<String> segments = new ArrayList<>();
        relative.forEach(one -> segments.add(one.toString().replace("/", "")));
        return segments;
    }

    /** The first one on the class path counts. */
    private void copy(List<String> segments, byte[] content) {
        String path = PagePath.encoded(segments);
        if (renamed.containsKey(path)) return;
        List<String> hashed = new ArrayList<>(segments);
        int last = segments.size() - 1;
        hashed.set(last, withHash(segments.get(last), content));
        to.write("the asset " + path, segments, content);
        to.write("the asset " + path, hashed, content);
        renamed.put(path, PagePath.encoded(hashed));
    }

    private static String withHash(String name, byte[] content) {
        int dot = Math.max(name.lastIndexOf('.'), 0);
        return name.substring(0, dot) + "." + Fingerprint.of(content).substring(0, HASH_DIGITS) + name.substring(dot);
    }

    /** Where a link to {@code address} leads: to the name with the content in it, if that is an asset of ours. */
    String renamed(String address) {
        int end = 0;
        while (end < address.length() && "?#".indexOf(address.charAt(end)) < 0) end++;
        try {
            String path = PagePath.encoded(
                    RequestPath.parse(address.substring(0, end)).segments());
            return renamed.getOrDefault(path, address.substring(0, end)) + address.substring(end);
        } catch (Signal elsewhere) {
            return address;
        }
    }
}
