package dev.after4j.jte;

import dev.after4j.app.Html;
import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.nio.file.Path;
import java.util.Objects;

/**
 * JTE templates as pieces of pages: one for an application, made at its start; safe for all threads.
 *
 * <pre>{@code
 * Jte jte = AfterServer.isDev(args) ? Jte.reloading(Path.of("src/main/jte")) : Jte.precompiled();
 * Page page = request -> jte.view("post.jte").with("post", posts.find(request.param("slug")));
 * }</pre>
 *
 * <p>What stands in <code>${..}</code> is escaped for its place: as the content of an element, as an attribute, as a string in quotes in a script or in an
 * {@code on..} or {@code hx-on..} attribute; an address that would run a script ({@code javascript:..}) becomes a path. Not made safe are values in style sheets and {@code
 * style} attributes, in {@code srcdoc}, in {@code hx-vals} and other attributes with {@code js:}, and in scripts outside of quotes: what a client sent does not belong there. <code>$unsafe{..}</code> is not escaped at all.
 * Attributes without quotes, and names of elements and attributes with <code>${..}</code> in them, are refused when templates are compiled.
 */
public final class Jte {
    private final Templates templates;

    private Jte(Templates templates) {
        this.templates = templates;
    }

    /**
     * The templates that the build has compiled into the class path: JTE's Maven plugin, goal {@code generate} or {@code precompile}, with {@code contentType} {@code Html}. With
     * {@code binaryStaticContent} (for {@code generate}, {@code targetResourceDirectory} then is <code>${project.build.outputDirectory}</code>) what is the same in all
     * renderings is not encoded anew each time. The class path is that of the calling thread's context class loader.
     */
    public static Jte precompiled() {
        return of(TemplateEngine.createPrecompiled(ContentType.Html));
    }

    /**
     * The templates below {@code sources}, for who writes them: compiled when they are first shown, and again after a change, one rendering at a time. Their
     * classes go to a folder for temporary files, which is deleted at the end of the process. A template that does not compile fails the page with the compiler's words.
     *
     * @throws IllegalArgumentException if {@code sources} is not a folder; a relative one begins at the working directory
     * @throws IllegalStateException if {@code gg.jte:jte}, which compiles, is not on the class path
     */
    public static Jte reloading(Path sources) {
        return new Jte(Reloading.of(sources));
    }

    /** The templates of an engine of your own. Templates that were compiled as plain text, which escapes nothing, are refused when they are shown. */
    public static Jte of(TemplateEngine engine) {
        return new Jte(engine::render);
    }

    /** The template of that name, such as {@code post.jte} or {@code shop/order.jte}; it is looked up when it is written. */
    public View view(String template) {
        return new View(templates, Objects.requireNonNull(template, "template"));
    }

    /**
     * A piece of a page where a template writes one: <code>${html(new Price(amount))}</code>, with <code>@import static dev.after4j.jte.Jte.html</code>. It stands between elements;
     * in an attribute, a script or a style sheet it is refused.
     */
    public static Content html(Html piece) {
        return new Nested(piece);
    }
}
