package dev.after4j.server;

import dev.after4j.app.App;
import dev.after4j.app.PagesFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folder of prerendered pages that a server uses, if it uses one. */
final class ServedPages implements AutoCloseable {
    private final @Nullable PagesFolder folder;
    private final String text;

    private ServedPages(@Nullable PagesFolder folder, String text) {
        this.folder = folder;
        this.text = text;
    }

    /** Throws with one line for whoever starts the server if it cannot be used. */
    static ServedPages open(Settings settings, App app) throws IOException {
        Path path = settings.servedPages().orElse(null);
        if (settings.isDev()) return new ServedPages(null, "are rendered for each request");
        if (path == null || (settings.pages().isEmpty() && app.keepsPagesElsewhere()))
            return new ServedPages(null, "are rendered when first asked for, and kept in memory");
        try {
            PagesFolder folder = PagesFolder.open(app, path, settings.pageBytes());
            return new ServedPages(folder, text(folder) + path.toAbsolutePath());
        } catch (IllegalStateException | UncheckedIOException unusable) {
            throw new IOException(unusable.getMessage(), unusable);
        }
    }

    private static String text(PagesFolder folder) {
        return folder.built().isPresent()
                ? "are served from a build: " + folder.built().getAsInt() + " of them in "
                : "are rendered when first asked for, and kept in ";
    }

    @Override
    public void close() {
        if (folder != null) folder.close();
    }

    @Override
    public String toString() {
        return text;
    }
}
