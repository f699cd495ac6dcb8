package dev.after4j.jte;

import dev.after4j.app.Html;
import dev.after4j.app.HtmlOutput;
import dev.after4j.app.Signal;
import dev.after4j.app.spi.ComponentException;
import gg.jte.TemplateException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A template with its parameters. Immutable: each method returns another one.
 *
 * <pre>{@code
 * Layout root = (request, content) -> jte.view("root.jte")
 *         .with("head", content.head())
 *         .with("body", content.body())
 *         .with("user", request.principal().map(user -> user.getName()).orElse(null));
 * }</pre>
 *
 * <p>What goes wrong in it is reported with the template and the line; what the template, or a piece within it, has thrown is the cause, and a {@link Signal} comes through as it is.
 */
public final class View implements Html {
    private final Templates templates;
    private final String template;
    private final @Nullable Parameter last;

    View(Templates templates, String template) {
        this(templates, template, null);
    }

    private View(Templates templates, String template, @Nullable Parameter last) {
        this.templates = templates;
        this.template = template;
        this.last = last;
    }

    /**
     * With a parameter; in place of another one of that name. An {@link Html} is a {@link gg.jte.Content} to the template, null is null. A parameter that
     * the template does not have, one that has another type there, and one that is missing without a default fail the rendering.
     */
    public View with(String parameter, @Nullable Object value) {
        Objects.requireNonNull(parameter, "parameter");
        Object shown = value instanceof Html piece ? new Nested(piece) : value;
        return new View(templates, template, new Parameter(parameter, shown, last));
    }

    /** Renders the template, on the calling thread. */
    @Override
    public void writeTo(HtmlOutput out) {
        Parameters parameters = new Parameters(last);
        try {
            templates.render(template, parameters, new PageOutput(out));
        } catch (TemplateException failed) {
            throw Failure.of(failed, template, parameters);
        }
        String misplaced = parameters.misplaced();
        if (misplaced != null) throw new ComponentException(template, new IllegalArgumentException(misplaced));
    }

    /** The name of the template. */
    @Override
    public String toString() {
        return template;
    }
}
