package dev.after4j.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What one servlet of a test does. */
@FunctionalInterface
interface Code {
    void serve(HttpServletRequest request, HttpServletResponse response) throws Exception;

    static HttpServlet servlet(Code code) {
        return new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response)
                    throws ServletException, IOException {
                try {
                    code.serve(request, response);
                } catch (RuntimeException | ServletException | IOException thrown) {
                    throw thrown;
                } catch (Exception thrown) {
                    throw new ServletException(thrown);
                }
            }
        };
    }
}
