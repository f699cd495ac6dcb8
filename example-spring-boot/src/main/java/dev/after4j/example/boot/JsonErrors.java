package dev.after4j.example.boot;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What is wrong with a request as {@code {"error": ".."}}. */
@RestControllerAdvice
class JsonErrors extends ResponseEntityExceptionHandler {
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String error = unreadable.getCause() instanceof JacksonException wrong ? explain(wrong) : "Send a JSON object";
        return handleExceptionInternal(unreadable, Map.of("error", error), headers, status, request);
    }

    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Object answer = body instanceof ProblemDetail problem ? Map.of("error", message(problem)) : body;
        return super.createResponseEntity(answer, headers, status, request);
    }

    private static String message(ProblemDetail problem) {
        String detail = problem.getDetail();
        return detail == null ? String.valueOf(problem.getTitle()) : detail;
    }

    private static String explain(JacksonException wrong) {
        TokenStreamLocation at = wrong.getLocation();
        return "Line " + at.getLineNr() + ", column " + at.getColumnNr() + ": " + reason(wrong);
    }

    private static String reason(JacksonException wrong) {
        if (wrong.getCause() instanceof IllegalArgumentException complaint)
            return String.valueOf(complaint.getMessage());
        if (wrong instanceof UnrecognizedPropertyException unknown)
            return "unknown name '" + unknown.getPropertyName() + "', known are " + unknown.getKnownPropertyIds();
        if (wrong instanceof MismatchedInputException misfit) return reason(misfit, misfit.getPath());
        return wrong.getOriginalMessage().replaceAll(" \\(start marker.*", "");
    }

    private static String reason(MismatchedInputException misfit, List<JacksonException.Reference> path) {
        if (path.isEmpty()) return "expected a JSON object";
        String name = path.get(path.size() - 1).getPropertyName();
        return name + " must be of type " + misfit.getTargetType().getSimpleName();
    }
}
