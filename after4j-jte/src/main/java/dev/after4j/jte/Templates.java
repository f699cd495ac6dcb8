package dev.after4j.jte;

/** As {@link gg.jte.TemplateEngine}. */
@FunctionalInterface
interface Templates {
    void render(String template, Parameters parameters, PageOutput out);
}
