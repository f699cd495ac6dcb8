package dev.after4j.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Errors as text; as problem details (RFC 9457) for clients that speak JSON. */
final class PlainErrors implements ErrorHandler {
    @Override
    public Response handle(Request request, Problem problem) {
        if (!speaksJson(request)) return Response.text(text(problem));
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("status", problem.status());
        details.put("title", problem.title());
        problem.detail().ifPresent(detail -> details.put("detail", detail));
        return Response.json(details).header("content-type", "application/problem+json");
    }

    private static boolean speaksJson(Request request) {
        String wanted = request.header("accept").orElse("").toLowerCase(Locale.ROOT);
        boolean speaks = request.incoming().contentType().endsWith("json") && !wanted.contains("html");
        return speaks || wanted.contains("json");
    }

    static String text(Problem problem) {
        return problem.status() + " " + problem.title()
                + problem.detail().map(detail -> ": " + detail).orElse("") + "\n";
    }

    /** For the eyes of who wrote the code. */
    static Response withTrace(Problem problem, String where) {
        StringWriter text = new StringWriter();
        text.write(text(problem) + "In " + where + "\n\n");
        problem.error().ifPresent(error -> error.printStackTrace(new PrintWriter(text)));
        return Response.text(text.toString());
    }
}
