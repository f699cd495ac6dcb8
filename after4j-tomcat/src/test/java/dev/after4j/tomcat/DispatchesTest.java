package dev.after4j.tomcat;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.After;
import dev.after4j.AfterRuntime;
import dev.after4j.Memo;
import dev.after4j.Outcome;
import dev.after4j.TaskEnd;
import dev.after4j.servlet.AfterInitializer;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.catalina.core.StandardContext;
import org.apache.tomcat.util.descriptor.web.ErrorPage;
import org.junit.jupiter.api.Test;

/** An exchange is one, however it is dispatched and however many integrations look after it. */
class DispatchesTest {
    private static final AtomicInteger SCOPES = new AtomicInteger();
    private static final Supplier<Integer> SCOPE = Memo.perRequest(SCOPES::incrementAndGet);

    private final AfterRuntime runtime = AfterRuntime.create();
    private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> scopes = new ConcurrentLinkedQueue<>();
    private final Queue<String> early = new ConcurrentLinkedQueue<>();

    /** Registers a task before and after what it does, and looks whether one ran meanwhile. */
    private final class Dispatching extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            if ("REQUEST/silent".equals(request.getDispatcherType() + request.getPathInfo()))
                throw new ServletException("before any task was registered");
            register();
            try {
                dispatch(request, response);
            } finally {
                if (!outcomes.isEmpty()) early.add(request.getRequestURI());
                register();
            }
        }

        private void register() {
            scopes.add(SCOPE.get());
            after(() -> {
                outcomes.add(After.outcome());
            });
        }

        private void dispatch(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            switch (request.getDispatcherType() + String.valueOf(request.getPathInfo())) {
                case "REQUEST/forward" ->
                    request.getRequestDispatcher("/target").forward(request, response);
                case "REQUEST/include" ->
                    request.getRequestDispatcher("/target").include(request, response);
                case "REQUEST/cross" -> inner("/target").forward(request, response);
                case "REQUEST/async" -> request.startAsync().dispatch("/target");
                case "REQUEST/cross-async" ->
                    request.startAsync().dispatch(getServletContext().getContext("/inner"), "/target");
                case "REQUEST/error" -> throw new ServletException("as the test wants it");
                default -> response.getWriter().print("answered");
            }
        }

        private RequestDispatcher inner(String path) {
            return getServletContext().getContext("/inner").getRequestDispatcher(path);
        }
    }

    /** With two integrations in each context. */
    private StandardContext add(TomcatServer server, String path) {
        StandardContext context = server.context(path);
        context.setCrossContext(true);
        context.addServletContainerInitializer(new AfterInitializer(runtime), Set.of());
        TomcatServer.add(context, new AfterInitializer(runtime), new Dispatching());
        return context;
    }

    private String get(String path) throws Exception {
        try (TomcatServer server = TomcatServer.start(starting -> {
            ErrorPage errors = new ErrorPage();
            errors.setLocation("/page");
            errors.setExceptionType(ServletException.class.getName());
            add(starting, "").addErrorPage(errors);
            add(starting, "/inner");
        })) {
            URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private void oneExchange(int registrations) {
        assertThat(Set.copyOf(scopes)).as("scopes").hasSize(1);
        assertThat(early).as("dispatches that saw a task run").isEmpty();
        assertThat(outcomes).hasSize(registrations);
        assertThat(runtime.registered()).isEqualTo(registrations);
        assertThat(runtime.ended(TaskEnd.Kind.SUCCEEDED)).isEqualTo(registrations);
        assertThat(outcomes.stream().map(Outcome::toString).distinct())
                .as("finishes")
                .hasSize(1);
    }

    @Test
    void r01_aRequest() throws Exception {
        assertThat(get("/plain")).isEqualTo("answered");
        oneExchange(2);
    }

    @Test
    void r01_aForward() throws Exception {
        assertThat(get("/forward")).isEqualTo("answered");
        oneExchange(4);
    }

    @Test
    void r01_anInclude() throws Exception {
        assertThat(get("/include")).isEqualTo("answered");
        oneExchange(4);
    }

    @Test
    void r01_anErrorPage() throws Exception {
        assertThat(get("/error")).isEqualTo("answered");
        oneExchange(4);
        assertThat(outcomes)
                .allMatch(outcome -> outcome.kind() == Outcome.Kind.COMPLETED
                        && outcome.status().orElse(0) == 500
                        && outcome.error().orElseThrow() instanceof ServletException);
    }

    @Test
    void r01_anErrorPageThatIsTheFirstToRegister() throws Exception {
        assertThat(get("/silent")).isEqualTo("answered");
        oneExchange(2);
    }

    @Test
    void r01_anAsynchronousDispatch() throws Exception {
        assertThat(get("/async")).isEqualTo("answered");
        oneExchange(4);
    }

    @Test
    void r01_aForwardToAnotherContext() throws Exception {
        assertThat(get("/cross")).isEqualTo("answered");
        oneExchange(4);
    }

    @Test
    void r01_anAsynchronousDispatchToAnotherContext() throws Exception {
        assertThat(get("/cross-async")).isEqualTo("answered");
        oneExchange(4);
    }
}
