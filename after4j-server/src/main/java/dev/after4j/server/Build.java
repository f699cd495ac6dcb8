package dev.after4j.server;

import dev.after4j.app.SiteBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;

/** The commands that render an application's pages and end. */
final class Build {
    private Build() {}

    /** Says whether nothing has failed; throws with one line for whoever has started it if it could not even begin. */
    static boolean run(Settings settings, SiteBuilder site, Consumer<String> lines) throws IOException {
        try {
            return settings.target().isPresent()
                    ? site.export(settings.target().get(), settings.runTasks(), lines)
                    : site.build(settings.builtPages(), lines);
        } catch (IllegalStateException | UncheckedIOException unusable) {
            throw new IOException(unusable.getMessage(), unusable);
        } catch (InterruptedException told) {
            throw new IOException("The build was interrupted", told);
        }
    }
}
