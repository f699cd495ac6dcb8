package dev.after4j.app.servlet;

import dev.after4j.app.App;
import dev.after4j.test.conformance.ServerUnderTest;
import java.nio.file.Path;
import org.eclipse.jetty.ee11.servlet.DefaultServlet;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

class JettyTest extends ServletRules {
    @Override
    ServerUnderTest start(App app) throws Exception {
        ServletContextHandler context = new ServletContextHandler("/shop", ServletContextHandler.SESSIONS);
        context.addServletContainerInitializer((classes, servlets) -> AppServlet.install(servlets, app));
        context.setBaseResourceAsPath(Path.of("src/test/resources/war").toAbsolutePath());
        ServletHolder files = new ServletHolder("default", DefaultServlet.class);
        files.setInitParameter("etags", "true");
        context.getServletHandler().addServlet(files);
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
        return new ServerUnderTest() {
            @Override
            public int port() {
                return connector.getLocalPort();
            }

            @Override
            public void stop() throws Exception {
                server.stop();
            }
        };
    }
}
