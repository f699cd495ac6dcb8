package dev.after4j.app.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.app.App;
import dev.after4j.app.Response;
import dev.after4j.servlet.AfterInitializer;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee11.servlet.DefaultServlet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;

/** What is mounted wrongly says so, and what to do. */
class StartTest {
    private static final App APP = App.builder()
            .action("/", "place", form -> Response.text("placed"))
            .error((request, problem) ->
                    Response.text(problem.error().map(Throwable::getMessage).orElse("")))
            .build();

    private final ServletContextHandler context = new ServletContextHandler("/shop");
    private final Server server = new Server();
    private final LocalConnector connector = new LocalConnector(server);

    private void start(ServletContainerInitializer initializer) throws Exception {
        context.addServletContainerInitializer(initializer);
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
    }

    private void addFilter() {
        context.addFilter(new FilterHolder(new AppFilter(APP)), "/*", EnumSet.of(DispatcherType.REQUEST));
    }

    @Test
    void aFilterWithoutAScope() {
        addFilter();
        assertThatThrownBy(() -> start((classes, servlets) -> {}))
                .hasMessageContaining("'/shop' has none")
                .hasMessageContaining("AfterInitializer")
                .hasMessageContaining("after4j-spring-boot");
    }

    @Test
    void aSecondApplication() {
        assertThatThrownBy(() -> start((classes, servlets) -> {
                    AppServlet.install(servlets, APP);
                    AppServlet.install(servlets, APP);
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("'/shop' has an application already");
    }

    @Test
    void aPlaceThatIsTaken() {
        context.addServlet(DefaultServlet.class, "/");
        assertThatThrownBy(() -> start((classes, servlets) -> AppServlet.install(servlets, APP)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Another servlet of the context '/shop' is mapped to '/'")
                .hasMessageContaining("AppFilter");
    }

    @Test
    void installedTooLate() throws Exception {
        AtomicReference<Throwable> refused = new AtomicReference<>();
        context.addEventListener(new ServletContextListener() {
            @Override
            public void contextInitialized(ServletContextEvent event) {
                try {
                    AppServlet.install(event.getServletContext(), APP);
                } catch (RuntimeException tooLate) {
                    refused.set(tooLate);
                }
            }
        });
        start((classes, servlets) -> {});
        server.stop();
        assertThat(refused.get())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("AfterInitializer before it starts");
    }

    @Test
    void formsThatNobodyParses() throws Exception {
        addFilter();
        context.addServlet(DefaultServlet.class, "/");
        start(new AfterInitializer());
        String body = "--xx\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n--xx--\r\n";
        String response = connector.getResponse("POST /shop/?action=place HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Sec-Fetch-Site: same-origin\r\nContent-Type: multipart/form-data; boundary=xx\r\n"
                + "Content-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n" + body);
        server.stop();
        assertThat(response)
                .startsWith("HTTP/1.1 500")
                .contains("give that a MultipartConfigElement")
                .contains("spring.servlet.multipart.enabled");
    }
}
