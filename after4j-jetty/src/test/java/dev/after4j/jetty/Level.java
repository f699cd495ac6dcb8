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

        @Override
        void errorPage(ContextHandler context, String path) {
            var pages = new org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler();
            pages.addErrorPage(Throwable.class, path);
            context.setErrorHandler(pages);
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

        @Override
        void errorPage(ContextHandler context, String path) {
            var pages = new org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler();
            pages.addErrorPage(Throwable.class, path);
            context.setErrorHandler(pages);
        }
    };

    /** A context with one servlet, for all paths. */
    abstract ContextHandler context(String path, ServletContainerInitializer initializer, Servlet servlet);

    /** Answers exceptions with what is at {@code path}. */
    abstract void errorPage(ContextHandler context, String path);
}
