package dev.after4j.tomcat;

import dev.after4j.servlet.FinishSignal;
import dev.after4j.spi.OpenScope;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.Globals;
import org.apache.catalina.Pipeline;
import org.apache.catalina.Valve;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.connector.Request;
import org.apache.catalina.core.ContainerBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finishes the scopes of a context when Tomcat logs the access, which is the last that it does for an exchange. */
final class TomcatSignal implements FinishSignal {
    private static final Logger LOG = LoggerFactory.getLogger(TomcatProvider.class);

    private final TomcatRequests requests = new TomcatRequests();
    private final ContainerBase container;
    private final AccessLogScan scan;
    private final Sendfile sendfile;
    private final FinishValve valve;

    private TomcatSignal(ContainerBase container, String contextPath) {
        this.container = container;
        this.scan = new AccessLogScan(container);
        this.sendfile = new Sendfile(contextPath);
        this.valve = new FinishValve(sendfile);
    }

    static Optional<FinishSignal> install(ServletContext context) {
        try {
            TomcatSignal signal = new TomcatSignal(container(context), context.getContextPath());
            signal.add();
            return Optional.of(signal);
        } catch (IllegalStateException | LinkageError refused) {
            LOG.warn(
                    "after4j in '{}': going on without Tomcat's exact finish signal, since {} has no way to add one: {}",
                    context.getContextPath(),
                    context.getServerInfo(),
                    refused.toString());
            return Optional.empty();
        }
    }

    /** The files of a context, which Tomcat shows to every context, lead to Tomcat's side of it. */
    private static ContainerBase container(ServletContext context) {
        Object files = context.getAttribute(Globals.RESOURCES_ATTR);
        if (files instanceof WebResourceRoot root && root.getContext() instanceof ContainerBase container)
            return container;
        throw new IllegalStateException("its attribute " + Globals.RESOURCES_ATTR + " is " + files);
    }

    private void add() {
        Pipeline pipeline = container.getPipeline();
        for (Valve left : pipeline.getValves()) if (isOurs(left)) pipeline.removeValve(left); // by a start that failed
        pipeline.addValve(valve);
        scan.repeat();
    }

    /** By its name, since it may be of another class loader. */
    private static boolean isOurs(Valve valve) {
        return valve.getClass().getName().equals(FinishValve.class.getName());
    }

    @Override
    public String guarantee() {
        return "exact: Tomcat's access log";
    }

    @Override
    public boolean serves(HttpServletRequest request) {
        return requests.areBehind(request);
    }

    @Override
    public void watch(HttpServletRequest request, HttpServletResponse response, OpenScope scope) {
        Request exchange = requests.behind(request);
        if (!isLogged(exchange.getContext()))
            throw new IllegalStateException("This request came from the context '" + exchange.getContextPath()
                    + "', whose access log nobody watches: put this after4j-tomcat into that context, too, or into the"
                    + " server's own class path");
        sendfile.avoid(exchange);
    }

    /** An exchange is logged by the context that it began in, also when a dispatch takes it to another. */
    private boolean isLogged(Context began) {
        return container.equals(began)
                || Stream.of(began.getPipeline().getValves()).anyMatch(FinishValve.class::isInstance);
    }

    @Override
    public void failed(HttpServletRequest request, HttpServletResponse response, Throwable thrown) {
        Course.of(request).failed(thrown, response);
    }

    @Override
    public void wentAsync(HttpServletRequest request, HttpServletResponse response) {
        Course.of(request).goesOn(request);
    }

    @Override
    public void remove() {
        container.getPipeline().removeValve(valve);
        scan.forget();
    }
}
