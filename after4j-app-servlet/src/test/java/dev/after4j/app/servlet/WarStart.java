package dev.after4j.app.servlet;

import dev.after4j.app.App;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Within a web application: mounts the application that the test has put into an attribute of the context. */
@WebListener
public final class WarStart implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        AppServlet.install(context, (App) context.getAttribute(App.class.getName()));
    }
}
