package dev.after4j.jte;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.resolve.DirectoryCodeResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/** Templates that are compiled when they have changed. */
final class Reloading implements Templates {
    private final TemplateEngine engine;
    /** JTE compiles two templates at once that share a third, and loads classes late, while they may be written anew. */
    private final ReentrantLock oneAtATime = new ReentrantLock();

    private Reloading(TemplateEngine engine) {
        this.engine = engine;
    }

    static Reloading of(Path sources) {
        if (!Files.isDirectory(sources))
            throw new IllegalArgumentException(
                    "There is no folder of templates at " + sources.toAbsolutePath()
                            + "; a relative path begins at the working directory, so start the application from its module or name the folder whole");
        try {
            return new Reloading(
                    TemplateEngine.create(new DirectoryCodeResolver(sources), classes(), ContentType.Html));
        } catch (NoClassDefFoundError missing) {
            throw new IllegalStateException(
                    "Templates are compiled by gg.jte:jte, which is not on the class path: add it, or use Jte.precompiled()",
                    missing);
        }
    }

    /** Not below the working directory, which may be another user's, or that of two processes. */
    private static Path classes() {
        try {
            Path classes = Files.createTempDirectory("after4j-jte-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(classes)));
            return classes;
        } catch (IOException failed) {
            throw new UncheckedIOException("There is no place for the classes of templates", failed);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(each -> each.toFile().delete());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void render(String template, Parameters parameters, PageOutput out) {
        oneAtATime.lock();
        try {
            engine.render(template, parameters, out);
        } finally {
            oneAtATime.unlock();
        }
    }
}
