package dev.after4j.app.servlet;

import dev.after4j.app.App;
import dev.after4j.app.spi.Head;
import dev.after4j.servlet.AfterInitializer;
import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;

/**
 * An application as what a context serves where no other servlet is mapped. In a WAR it is installed by a listener that
 * {@code web.xml} or {@code @WebListener} declares:
 *
 * <pre>{@code
 * public class Start implements ServletContextListener {
 *     @Override
 *     public void contextInitialized(ServletContextEvent event) {
 *         AppServlet.install(event.getServletContext(), app);
 *     }
 * }
 * }</pre>
 *
 * <p>and elsewhere by an initializer, such as of Jetty's {@code ServletContextHandler}:
 *
 * <pre>{@code
 * context.addServletContainerInitializer((classes, servlets) -> AppServlet.install(servlets, app));
 * }</pre>
 *
 * <p>Assets are the files of the context, served by the container's own servlet of the name {@code default}, which Tomcat,
 * Jetty and Undertow have in every WAR.
 */
public final class AppServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String NAME = "after4j-app";
    /** Parts of more bytes than that are kept in files. */
    private static final int IN_MEMORY = 64 * 1024;

    private final transient App app;

    private AppServlet(App app) {
        this.app = Objects.requireNonNull(app, "app");
    }

    /**
     * Maps the application to {@code /}, and makes {@code after} work there, unless it does. While the context starts: from an
     * initializer, or from a listener of the application where the container has found {@link AfterInitializer} before.
     *
     * @throws IllegalStateException if the context has an application already, or another servlet there; if the context
     *     has started; or if {@code after} cannot be made to work any more, and then it says what to add
     */
    public static void install(ServletContext context, App app) {
        Scopes.open(context);
        ServletRegistration.Dynamic added = context.addServlet(NAME, new AppServlet(app));
        if (added == null)
            throw new IllegalStateException("The servlet context '" + context.getContextPath()
                    + "' has an application already (a servlet named '" + NAME + "'); a context has one");
        added.setMultipartConfig(new MultipartConfigElement("", app.maxBody(), app.maxBody(), IN_MEMORY));
        added.setAsyncSupported(true);
        if (!added.addMapping("/").isEmpty())
            throw new IllegalStateException("Another servlet of the context '" + context.getContextPath()
                    + "' is mapped to '/': take that mapping away, or put an AppFilter in front of it");
    }

    /** Called by the container, on the thread that serves the request. Throws if the response broke off after it had begun. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        new Served(request, response).serve(app);
    }

    private static final class Served extends ServletExchange {
        Served(HttpServletRequest request, HttpServletResponse response) {
            super(request, response);
        }

        /** Asks before: a forward ends the response even if it finds nothing. */
        @Override
        public boolean asset(String path, Head defaults) throws IOException {
            ServletContext context = request.getServletContext();
            RequestDispatcher files = context.getNamedDispatcher("default");
            if (files == null || !isFile(path, context)) return false;
            set(defaults);
            try {
                files.forward(requestFor(path), response);
            } catch (ServletException failed) {
                throw new IllegalStateException("What serves " + path + " failed", failed);
            }
            return true;
        }

        private static boolean isFile(String path, ServletContext context) throws IOException {
            if (context.getResource(path) == null) return false;
            Set<String> below = context.getResourcePaths(path + "/");
            return below == null || below.isEmpty();
        }
    }
}
