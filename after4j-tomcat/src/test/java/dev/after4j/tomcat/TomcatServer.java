package dev.after4j.tomcat;

import dev.after4j.AfterRuntime;
import dev.after4j.servlet.AfterInitializer;
import dev.after4j.servlet.ConformanceServlet;
import dev.after4j.test.conformance.Application;
import dev.after4j.test.conformance.ServerUnderTest;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.coyote.http2.Http2Protocol;

/** Embedded Tomcat on a free port of this machine, with HTTP/1.1 and HTTP/2. */
final class TomcatServer implements ServerUnderTest, AutoCloseable {
    private static final int LONG = 60_000;

    final Tomcat tomcat = new Tomcat();
    final Connector connector = new Connector();

    private TomcatServer() throws Exception {
        Path base = Path.of("target", "tomcat");
        Files.createDirectories(base.resolve("webapps"));
        tomcat.setBaseDir(base.toString());
        connector.setProperty("address", "127.0.0.1");
        connector.setPort(0);
        connector.setThrowOnFailure(true);
        ((AbstractHttp11Protocol<?>) connector.getProtocolHandler()).setConnectionTimeout(LONG);
        connector.addUpgradeProtocol(http2());
        tomcat.setConnector(connector);
    }

    private static Http2Protocol http2() {
        Http2Protocol http2 = new Http2Protocol();
        http2.setReadTimeout(LONG);
        http2.setWriteTimeout(LONG);
        http2.setStreamReadTimeout(LONG);
        http2.setStreamWriteTimeout(LONG);
        http2.setKeepAliveTimeout(LONG);
        return http2;
    }

    /** Bodies of more than 100 KB are compressed for clients that accept it. */
    void compress() {
        AbstractHttp11Protocol<?> http = (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
        http.setCompression("on");
        http.setCompressionMinSize(100_000);
    }

    static TomcatServer start(AfterRuntime runtime, Application application) throws Exception {
        return start(new AfterInitializer(runtime), new ConformanceServlet(application));
    }

    static TomcatServer start(ServletContainerInitializer initializer, Servlet servlet) throws Exception {
        return start(server -> {
            server.compress();
            add(server.context(""), initializer, servlet);
        });
    }

    /** With contexts of the test's own. */
    static TomcatServer start(Consumer<TomcatServer> setUp) throws Exception {
        TomcatServer started = new TomcatServer();
        setUp.accept(started);
        started.tomcat.start();
        return started;
    }

    StandardContext context(String path) {
        StandardContext context = (StandardContext) tomcat.addContext(path, null);
        context.setUnloadDelay(1_000);
        context.setClearReferencesHttpClientKeepAliveThread(false);
        return context;
    }

    static void add(Context context, ServletContainerInitializer initializer, Servlet servlet) {
        context.addServletContainerInitializer(initializer, Set.of());
        Wrapper wrapper = Tomcat.addServlet(context, "test", servlet);
        wrapper.setAsyncSupported(true);
        context.addServletMapping("/*", "test");
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (LifecycleException failure) {
            throw new IllegalStateException("Tomcat did not stop", failure);
        }
    }
}
