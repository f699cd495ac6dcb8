package dev.after4j.app.servlet;

import dev.after4j.AfterRuntime;
import dev.after4j.app.App;
import dev.after4j.app.ConformanceRoute;
import dev.after4j.jetty.AfterHandler;
import dev.after4j.servlet.AfterInitializer;
import dev.after4j.test.conformance.AfterConformance;
import dev.after4j.test.conformance.Application;
import dev.after4j.test.conformance.Protocol;
import dev.after4j.test.conformance.ServerUnderTest;
import dev.after4j.tomcat.TomcatProvider;
import jakarta.servlet.ServletContext;
import java.util.Map;

/** The suite in a route handler of a WAR that brings its own copies of the libraries. */
class WarConformanceTest extends AfterConformance {
    @Override
    protected Protocol protocol() {
        return Protocol.HTTP_1_1;
    }

    @Override
    protected ServerUnderTest start(AfterRuntime runtime, Application application) throws Exception {
        War war = War.create("conformance")
                .withLibrary(AfterInitializer.class)
                .withLibrary(TomcatProvider.class)
                .withLibrary(AfterHandler.class) // since the class path of the tests offers that module's provider
                .withLibrary(App.class)
                .withLibrary(AppServlet.class)
                .withLibrary(ConformanceRoute.class)
                .withClass(ConformanceWarStart.class);
        return TomcatServer.start("", war, context -> {
            ServletContext servlets = context.getServletContext();
            servlets.setAttribute(AfterRuntime.class.getName(), runtime);
            servlets.setAttribute(Application.class.getName(), application);
        });
    }

    @Override
    protected Map<String, String> notMet() {
        return Map.of(
                "required_r07_aSilentDepartureIsNoticedWhileTheHandlerIsAtWork",
                "Tomcat reads nothing from an HTTP/1.1 connection while its handler is at work");
    }
}
