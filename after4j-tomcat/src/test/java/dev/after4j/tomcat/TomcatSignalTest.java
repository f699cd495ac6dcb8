package dev.after4j.tomcat;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.servlet.AfterInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.AccessLog;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.valves.ValveBase;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.junit.jupiter.api.Test;

class TomcatSignalTest {
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private volatile CountDownLatch ran = new CountDownLatch(1);

    private final class UsersLog extends ValveBase implements AccessLog {
        private final String name;

        UsersLog(String name) {
            super(true);
            this.name = name;
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, jakarta.servlet.ServletException {
            getNext().invoke(request, response);
        }

        @Override
        public void log(Request request, Response response, long time) {
            logged.add(name + " " + request.getRequestURI());
        }

        @Override
        public void setRequestAttributesEnabled(boolean enabled) {}

        @Override
        public boolean getRequestAttributesEnabled() {
            return false;
        }
    }

    private final class Registering extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            CountDownLatch mine = ran;
            after(mine::countDown);
            response.getWriter().print("answered");
        }
    }

    private StandardContext add(TomcatServer server, String path) {
        StandardContext context = server.context(path);
        context.addLifecycleListener(event -> startAgain(event, context));
        return context;
    }

    /** A stop takes all away but the filters, which are taken away only where there is a web.xml. */
    private void startAgain(LifecycleEvent event, StandardContext context) {
        if (!event.getType().equals(Lifecycle.BEFORE_START_EVENT)) return;
        for (FilterMap map : context.findFilterMaps()) context.removeFilterMap(map);
        for (FilterDef filter : context.findFilterDefs()) context.removeFilterDef(filter);
        TomcatServer.add(context, new AfterInitializer(), new Registering());
    }

    private void get(TomcatServer server, String path) throws Exception {
        ran = new CountDownLatch(1);
        try (var in =
                URI.create("http://127.0.0.1:" + server.port() + path).toURL().openStream()) {
            in.readAllBytes();
        }
        assertThat(ran.await(10, TimeUnit.SECONDS)).as("the task of " + path).isTrue();
    }

    @Test
    void logsOfTheUserGoOnInEveryContext() throws Exception {
        try (TomcatServer server = TomcatServer.start(starting -> {
            add(starting, "").getPipeline().addValve(new UsersLog("root"));
            add(starting, "/other");
            starting.tomcat.getHost().getPipeline().addValve(new UsersLog("host"));
        })) {
            get(server, "/a");
            get(server, "/other/b");
        }
        assertThat(logged).containsExactlyInAnyOrder("root /a", "host /a", "host /other/b");
    }

    @Test
    void aContextThatIsStartedAgainIsStillExactAndKeepsTheUsersLog() throws Exception {
        StandardContext[] contexts = new StandardContext[2];
        try (TomcatServer server = TomcatServer.start(starting -> {
            contexts[0] = add(starting, "");
            contexts[1] = add(starting, "/other");
            contexts[0].getPipeline().addValve(new UsersLog("root"));
        })) {
            get(server, "/a");
            get(server, "/other/a");
            for (StandardContext context : contexts) {
                context.stop();
                assertThat(context.getPipeline().getValves()).noneMatch(FinishValve.class::isInstance);
                context.start();
                assertThat(context.getPipeline().getValves())
                        .filteredOn(FinishValve.class::isInstance)
                        .hasSize(1);
            }
            assertThat(contexts[1].getAccessLog()).isNotNull();
            get(server, "/b");
            get(server, "/other/b");
        }
        assertThat(logged).containsExactly("root /a", "root /b");
    }

    @Test
    void anotherContainerGetsNothingAndNoTomcatClassIsNeededToSaySo() {
        ServletContext other = (ServletContext) Proxy.newProxyInstance(
                ServletContext.class.getClassLoader(), new Class<?>[] {ServletContext.class}, (proxy, method, args) -> {
                    throw new AssertionError(method);
                });
        assertThat(new TomcatProvider().install(other)).isEmpty();
        assertThat(TomcatProvider.class.getDeclaredFields())
                .noneMatch(field -> field.getType().getName().startsWith("org.apache"));
        assertThat(TomcatProvider.class.getDeclaredMethods())
                .noneMatch(method -> method.toString().contains("org.apache"));
    }
}
