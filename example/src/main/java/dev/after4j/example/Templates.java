package dev.after4j.example;

import dev.after4j.app.Response;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import gg.jte.resolve.DirectoryCodeResolver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pages from the templates in {@code src/main/jte}, which escape what they print. */
final class Templates {
    private static final Path SOURCES = Path.of("src/main/jte");

    private final TemplateEngine engine;

    private Templates(TemplateEngine engine) {
        this.engine = engine;
    }

    /** As the build has compiled them. */
    static Templates precompiled() {
        return new Templates(TemplateEngine.createPrecompiled(ContentType.Html));
    }

    /** Compiled again when they change, for who writes them; from the module's folder or the one above. */
    static Templates reloaded() {
        Path sources = Files.isDirectory(SOURCES) ? SOURCES : Path.of("example").resolve(SOURCES);
        Path classes = Path.of("target", "jte-dev");
        return new Templates(TemplateEngine.create(new DirectoryCodeResolver(sources), classes, ContentType.Html));
    }

    Response page(String template, Map<String, @Nullable Object> shown) {
        StringOutput page = new StringOutput();
        engine.render(template, shown, page);
        return Response.html(page.toString());
    }
}
