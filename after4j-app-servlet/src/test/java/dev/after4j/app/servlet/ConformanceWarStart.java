package dev.after4j.app.servlet;

import dev.after4j.app.ConformanceRoute;
import dev.after4j.test.conformance.Application;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Within a web application: mounts the suite's application, which the test has put into an attribute of the context. */
@WebListener
public final class ConformanceWarStart implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        Application application = (Application) context.getAttribute(Application.class.getName());
        AppServlet.install(context, ConformanceRoute.app(application));
    }
}
