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
import io.undertow.servlet.api.ListenerInfo;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import io.undertow.servlet.api.ServletInfo;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContainerInitializer;
import java.net.InetSocketAddress;
import java.util.EventListener;
import java.util.Set;
import java.util.function.Consumer;

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
        return start(
                info -> info.addServletContainerInitializer(by(initializer)).addServlet(at("/*", servlet)));
    }

    static UndertowServer start(Consumer<DeploymentInfo> application) throws Exception {
        DeploymentInfo info = Servlets.deployment()
                .setClassLoader(UndertowServer.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("test");
        application.accept(info);
        DeploymentManager deployment = Servlets.defaultContainer().addDeployment(info);
        deployment.deploy();
        UndertowServer started = new UndertowServer(deployment, compressed(deployment.start()));
        started.server.start();
        return started;
    }

    static ServletContainerInitializerInfo by(ServletContainerInitializer initializer) {
        return new ServletContainerInitializerInfo(
                initializer.getClass(), new ImmediateInstanceFactory<>(initializer), Set.of());
    }

    static ServletInfo at(String mapping, Servlet servlet) {
        return new ServletInfo(mapping, servlet.getClass(), new ImmediateInstanceFactory<>(servlet))
                .setAsyncSupported(true)
                .addMapping(mapping);
    }

    static ListenerInfo told(EventListener listener) {
        return new ListenerInfo(listener.getClass(), new ImmediateInstanceFactory<>(listener));
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
