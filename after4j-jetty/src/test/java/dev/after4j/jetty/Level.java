package dev.after4j.jetty;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import org.eclipse.jetty.server.handler.ContextHandler;

/** The EE levels of Jetty's servlet contexts. */
enum Level {
    EE10 {
        @Override
        ContextHandler context(String path, ServletContainerInitializer initializer, Servlet servlet) {
            var context = new org.eclipse.jetty.ee10.servlet.ServletContextHandler(path);
            var holder = new org.eclipse.jetty.ee10.servlet.ServletHolder(servlet);
            holder.setAsyncSupported(true);
            context.addServlet(holder, "/*");
            context.addServletContainerInitializer(initializer);
            return context;
        }
    },
    EE11 {
        @Override
        ContextHandler context(String path, ServletContainerInitializer initializer, Servlet servlet) {
            var context = new org.eclipse.jetty.ee11.servlet.ServletContextHandler(path);
            var holder = new org.eclipse.jetty.ee11.servlet.ServletHolder(servlet);
            holder.setAsyncSupported(true);
            context.addServlet(holder, "/*");
            context.addServletContainerInitializer(initializer);
            return context;
        }
    };

    /** A context with one servlet, for all paths. */
    abstract ContextHandler context(String path, ServletContainerInitializer initializer, Servlet servlet);
}
