package dev.after4j.tomcat;

import dev.after4j.servlet.ConformanceServlet;
import dev.after4j.test.conformance.Application;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Within a web application: serves the application that the test has put into an attribute of the context. */
@WebServlet(urlPatterns = "/*", asyncSupported = true)
public final class WarServlet extends HttpServlet {
    static final String APPLICATION = Application.class.getName();

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Application application = (Application) getServletContext().getAttribute(APPLICATION);
        new ConformanceServlet(application).service(request, response);
    }
}
