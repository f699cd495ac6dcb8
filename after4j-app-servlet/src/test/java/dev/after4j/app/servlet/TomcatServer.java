package dev.after4j.app.servlet;

import dev.after4j.test.conformance.ServerUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.http11.AbstractHttp11Protocol;

/** Tomcat with a web application, on a free port of this machine. */
record TomcatServer(Tomcat tomcat) implements ServerUnderTest {
    static TomcatServer start(String path, War war, Consumer<Context> setUp) throws Exception {
        Tomcat tomcat = new Tomcat();
        Path base = Path.of("target", "tomcat");
        Files.createDirectories(base.resolve("webapps"));
        tomcat.setBaseDir(base.toString());
        Connector connector = new Connector();
        connector.setProperty("address", "127.0.0.1");
        connector.setPort(0);
        AbstractHttp11Protocol<?> http = (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
        http.setConnectionTimeout(60_000);
        http.setCompression("on");
        http.setCompressionMinSize(100_000);
        tomcat.setConnector(connector);
        StandardContext context =
                (StandardContext) tomcat.addWebapp(path, war.root().toString());
        context.setParentClassLoader(TomcatServer.class.getClassLoader());
        context.setUnloadDelay(1_000);
        context.setClearReferencesHttpClientKeepAliveThread(false);
        context.getJarScanner().setJarScanFilter((type, jar) -> false); // the class path of the tests is long
        context.setContainerSciFilter("org.eclipse.jetty"); // of the class path of the tests
        setUp.accept(context);
        tomcat.start();
        return new TomcatServer(tomcat);
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
