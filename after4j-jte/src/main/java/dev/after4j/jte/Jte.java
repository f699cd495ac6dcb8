package dev.after4j.jte;

import dev.after4j.app.Html;
import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.resolve.DirectoryCodeResolver;
import java.nio.file.Path;

/**
 * Templates, as pieces of pages. One for an application; safe for all threads.
 *
 * <pre>{@code
 * Jte jte = AfterServer.isDev(args) ? Jte.reloading(Path.of("src/main/jte")) : Jte.precompiled();
 * Page page = request -> jte.view("post.jte").with("post", posts.find(request.param("slug")));
 * }</pre>
 */
public final class Jte {
    private final TemplateEngine engine;

    private Jte(TemplateEngine engine) {
        this.engine = engine;
    }

    /** The templates that the build has compiled, with the Maven plugin's goal {@code generate} or {@code precompile}. */
    public static Jte precompiled() {
        return of(TemplateEngine.createPrecompiled(ContentType.Html));
    }

    /** The templates in {@code sources}, compiled again when they change: for who writes them. Needs {@code gg.jte:jte}. */
    public static Jte reloading(Path sources) {
        Path classes = Path.of("target", "jte-dev");
        return of(TemplateEngine.create(new DirectoryCodeResolver(sources), classes, ContentType.Html));
    }

    /** An engine of your own; its content type must be HTML, which is what makes it escape. */
    public static Jte of(TemplateEngine engine) {
        return new Jte(engine);
    }

    /** The template of that name, such as {@code post.jte}; its parameters follow. */
    public View view(String template) {
        return new View(engine, template);
    }

    /** {@code piece} where a template writes it: <code>${html(new Price(amount))}</code>. */
    public static Content html(Html piece) {
        return new Nested(piece);
    }
}
