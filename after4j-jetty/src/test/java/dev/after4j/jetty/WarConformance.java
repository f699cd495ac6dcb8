package dev.after4j.jetty;

import dev.after4j.AfterRuntime;
import dev.after4j.servlet.AfterInitializer;
import dev.after4j.servlet.ConformanceServlet;
import dev.after4j.test.conformance.AfterConformance;
import dev.after4j.test.conformance.Application;
import dev.after4j.test.conformance.ServerUnderTest;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.junit.jupiter.api.io.TempDir;

/**
 * The suite in a web application that brings its integration along and cannot see the Jetty that it runs on. The suite
 * itself and the core come from the server, since a test cannot share them otherwise.
 */
abstract class WarConformance extends AfterConformance {
    @TempDir
    static Path folder;

    private int wars;

    @Override
    protected ServerUnderTest start(AfterRuntime runtime, Application application) throws Exception {
        War war = new War(folder.resolve("war-" + protocol() + wars++))
                .withLibraryOf(AfterInitializer.class)
                .withLibraryOf(AfterHandler.class);
        WebAppContext context = new WebAppContext(war.folder.toString(), "/");
        ServletHolder servlet = new ServletHolder(new ConformanceServlet(application));
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, "/*");
        context.setAttribute(AfterRuntime.class.getName(), runtime);
        return ServletServer.start(context);
    }

    @Override
    protected Map<String, String> notMet() {
        return NotMet.over(protocol());
    }
}
