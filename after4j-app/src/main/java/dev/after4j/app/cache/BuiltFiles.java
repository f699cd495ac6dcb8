package dev.after4j.app.cache;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files of the pages of a build. They say nothing of time, so that two builds of the same pages write the same bytes; the manifest does. */
final class BuiltFiles {
    private static final Logger LOG = LoggerFactory.getLogger(PageCache.class);

    private final Path folder;
    private final Instant rendered;
    private final Set<String> names;

    private BuiltFiles(Path folder, Instant rendered, Set<String> names) {
        this.folder = folder;
        this.rendered = rendered;
        this.names = names;
    }

    static BuiltFiles open(Folder folder, Optional<Manifest> manifest) {
        List<String> names = folder.builtNames();
        if (manifest.isPresent())
            return new BuiltFiles(folder.built(), manifest.get().built(), new HashSet<>(names));
        if (!names.isEmpty()) LOG.warn("The build in {} did not finish; its pages are not used", folder);
        return new BuiltFiles(folder.built(), Instant.EPOCH, Set.of());
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    boolean contains(String name) {
        return names.contains(name);
    }

    @Nullable
    CachedPage read(String name, String key) {
        if (!names.contains(name)) return null;
        try {
            return PageFile.read(folder.resolve(name), key).renderedAt(0, rendered);
        } catch (IOException e) {
            LOG.warn("{} cannot be used, and its page is rendered again: {}", folder.resolve(name), e.toString());
            return null;
        }
    }
}
