package dev.after4j.jetty;

import static dev.after4j.After.after;

import dev.after4j.After;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Queue;

/** The servlet of a web application that brings its own copy of the library along. */
public final class WarServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Called by the container. */
    public WarServlet() {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        @SuppressWarnings("unchecked")
        Queue<Object> seen = (Queue<Object>) getServletContext().getAttribute("seen");
        after(() -> seen.add(After.outcome().toString()));
        response.getWriter().write(seesJetty() ? "sees Jetty" : "does not see Jetty");
    }

    private static boolean seesJetty() {
        try {
            Class.forName("org.eclipse.jetty.server.Server", false, WarServlet.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException hidden) {
            return false;
        }
    }
}
