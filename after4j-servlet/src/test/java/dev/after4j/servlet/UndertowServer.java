package dev.after4j.servlet;

import dev.after4j.AfterRuntime;
import dev.after4j.test.conformance.Application;
import dev.after4j.test.conformance.ServerUnderTest;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.encoding.ContentEncodingRepository;
import io.undertow.server.handlers.encoding.EncodingHandler;
import io.undertow.server.handlers.encoding.GzipEncodingProvider;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import java.net.InetSocketAddress;
import java.util.Set;

/** Undertow, which has no finish signal of its own for servlets, serving one servlet. */
final class UndertowServer implements ServerUnderTest {
    private final DeploymentManager deployment;
    private final Undertow server;

    private UndertowServer(DeploymentManager deployment, HttpHandler handler) {
        this.deployment = deployment;
        this.server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
                .setHandler(handler)
                .build();
    }

    static UndertowServer start(AfterRuntime runtime, Application application) throws Exception {
        return start(new AfterInitializer(runtime), new ConformanceServlet(application));
    }

    static UndertowServer start(ServletContainerInitializer initializer, Servlet servlet) throws Exception {
        DeploymentInfo info = Servlets.deployment()
                .setClassLoader(UndertowServer.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("test")
                .addServletContainerInitializer(new ServletContainerInitializerInfo(
                        AfterInitializer.class, new ImmediateInstanceFactory<>(initializer), Set.of()))
                .addServlet(new ServletInfo("test", servlet.getClass(), new ImmediateInstanceFactory<>(servlet))
                        .setAsyncSupported(true)
                        .addMapping("/*"));
        DeploymentManager deployment = Servlets.defaultContainer().addDeployment(info);
        deployment.deploy();
        UndertowServer started = new UndertowServer(deployment, compressed(deployment.start()));
        started.server.start();
        return started;
    }

    private static HttpHandler compressed(HttpHandler handler) {
        return new EncodingHandler(
                handler, new ContentEncodingRepository().addEncodingHandler("gzip", new GzipEncodingProvider(), 1));
    }

    @Override
    public int port() {
        return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    }

    @Override
    public void stop() throws Exception {
        deployment.stop();
        deployment.undeploy();
        server.stop();
    }
}
