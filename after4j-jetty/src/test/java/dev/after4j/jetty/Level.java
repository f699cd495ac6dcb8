package dev.after4j.jetty;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.ClassMatcher;

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

        @Override
        ContextHandler webApplication(War war, Class<? extends Servlet> servlet) {
            var context = new org.eclipse.jetty.ee10.webapp.WebAppContext(war.folder.toString(), "/");
            context.addServlet(servlet.getName(), "/*");
            context.addHiddenClassMatcher(OWN_COPIES);
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

        @Override
        void errorPage(ContextHandler context, String path) {
            var pages = new org.eclipse.jetty.ee11.servlet.ErrorPageErrorHandler();
            pages.addErrorPage(Throwable.class, path);
            context.setErrorHandler(pages);
        }

        @Override
        ContextHandler webApplication(War war, Class<? extends Servlet> servlet) {
            var context = new org.eclipse.jetty.ee11.webapp.WebAppContext(war.folder.toString(), "/");
            context.addServlet(servlet.getName(), "/*");
            context.addHiddenClassMatcher(OWN_COPIES);
            return context;
        }
    };

    /** A context with one servlet, for all paths. */
    abstract ContextHandler context(String path, ServletContainerInitializer initializer, Servlet servlet);

    /** Answers exceptions with what is at {@code path}. */
    abstract void errorPage(ContextHandler context, String path);

    /** A web application whose servlet, which is one of its own classes, is for all paths. */
    abstract ContextHandler webApplication(War war, Class<? extends Servlet> servlet);

    /** A web application does not see the copies of the library that are on this class path. */
    private static final ClassMatcher OWN_COPIES = new ClassMatcher("dev.after4j.");
}
