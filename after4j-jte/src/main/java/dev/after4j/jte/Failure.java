package dev.after4j.jte;

import dev.after4j.app.Signal;
import dev.after4j.app.spi.ComponentException;
import gg.jte.TemplateException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes what was thrown, and where that was, out of JTE's exceptions. */
final class Failure {
    /** A line of a template that ran, of one that javac refused; and of one that JTE refused. */
    private static final Pattern PLACE = Pattern.compile("error at (\\S+:\\d+)|(\\S+), error at line (\\d+)");

    private Failure() {}

    static RuntimeException of(TemplateException failed, String template, Parameters parameters) {
        Throwable cause = failed.getCause();
        if (cause instanceof ComponentException component) return component;
        if (cause instanceof Signal signal) return signal;
        return new ComponentException(place(failed, template), cause == null ? failed : explained(cause, parameters));
    }

    private static String place(TemplateException failed, String template) {
        Matcher place = PLACE.matcher(String.valueOf(failed.getMessage()));
        if (!place.find()) return template;
        return place.group(1) != null ? place.group(1) : place.group(2) + ":" + place.group(3);
    }

    private static Throwable explained(Throwable cause, Parameters parameters) {
        if (cause instanceof ClassNotFoundException)
            return new IllegalStateException(
                    "There is no such template on the class path: look at its name, and whether the build runs the goal generate of JTE's Maven plugin for its folder",
                    cause);
        return cause instanceof RuntimeException thrown && isOfParameters(thrown)
                ? new IllegalArgumentException(parameters.misfit(thrown), thrown)
                : cause;
    }

    /** Compiled templates cast their parameters in a method of their own. */
    private static boolean isOfParameters(RuntimeException thrown) {
        StackTraceElement[] trace = thrown.getStackTrace();
        return trace.length > 0
                && trace[0].getMethodName().equals("renderMap")
                && (thrown instanceof ClassCastException || thrown instanceof NullPointerException);
    }
}
