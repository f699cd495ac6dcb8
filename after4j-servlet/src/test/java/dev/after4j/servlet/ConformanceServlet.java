package dev.after4j.servlet;

import dev.after4j.test.conformance.Application;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Serves the conformance suite's application; it must support asynchronous exchanges and be mapped to {@code /*}. */
public final class ConformanceServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Application application;

    public ConformanceServlet(Application application) {
        this.application = application;
    }

    /** For every method, and without HttpServlet's own answer to HEAD. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        try {
            application.handle(new ServletExchange(request, response));
        } catch (IOException | RuntimeException thrown) {
            throw thrown;
        } catch (Exception thrown) {
            throw new ServletException(thrown);
        }
    }
}
