package dev.after4j.jte;

import dev.after4j.app.Html;
import dev.after4j.app.HtmlOutput;
import dev.after4j.app.Signal;
import dev.after4j.app.spi.ComponentException;
import gg.jte.TemplateEngine;
import gg.jte.TemplateException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A template with its parameters. Immutable: each method returns another one. */
public final class View implements Html {
    private final TemplateEngine engine;
    private final String template;
    private final Map<String, @Nullable Object> parameters;

    View(TemplateEngine engine, String template) {
        this(engine, template, Map.of());
    }

    private View(TemplateEngine engine, String template, Map<String, @Nullable Object> parameters) {
        this.engine = engine;
        this.template = template;
        this.parameters = parameters;
    }

    /** With a parameter; an {@link Html} is a {@link gg.jte.Content} to the template. */
    public View with(String parameter, @Nullable Object value) {
        Map<String, @Nullable Object> more = new HashMap<>(parameters);
        more.put(parameter, value instanceof Html piece ? new Nested(piece) : value);
        return new View(engine, template, more);
    }

    @Override
    @SuppressWarnings("NullAway") // parameters may be null, which JTE does not say
    public void writeTo(HtmlOutput out) {
        try {
            engine.render(template, parameters, new PageOutput(out));
        } catch (TemplateException failed) {
            throw cause(failed);
        }
    }

    private RuntimeException cause(TemplateException failed) {
        Throwable last = failed;
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof Signal || cause instanceof ComponentException) return (RuntimeException) cause;
            last = cause;
        }
        return new ComponentException(template, last);
    }

    @Override
    public String toString() {
        return template;
    }
}
