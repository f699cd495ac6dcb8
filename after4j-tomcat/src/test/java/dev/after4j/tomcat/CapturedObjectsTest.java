package dev.after4j.tomcat;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.AfterRuntime;
import dev.after4j.servlet.AfterInitializer;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** R15: what the package's documentation says of Tomcat's own objects in tasks. */
class CapturedObjectsTest {
    private final CompletableFuture<Map<String, String>> seen = new CompletableFuture<>();

    private final class Capturing extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            ServletOutputStream out = response.getOutputStream();
            out.print("answered");
            after(() -> {
                seen.complete(use(request, response, out));
            });
        }
    }

    private static Map<String, String> use(
            HttpServletRequest request, HttpServletResponse response, ServletOutputStream out) {
        Map<String, String> results = new LinkedHashMap<>();
        results.put("getHeader", result(() -> request.getHeader("Host")));
        results.put("getMethod", result(request::getMethod));
        results.put("getAttribute", result(() -> request.getAttribute("a")));
        results.put("getParameter", result(() -> request.getParameter("a")));
        results.put("setStatus", result(() -> {
            response.setStatus(500);
            return "silent";
        }));
        results.put("setHeader", result(() -> {
            response.setHeader("X-Late", "1");
            return "silent";
        }));
        results.put("addCookie", result(() -> {
            response.addCookie(new Cookie("late", "1"));
            return "silent";
        }));
        results.put("getStatus", result(response::getStatus));
        results.put("isCommitted", result(response::isCommitted));
        results.put("getOutputStream", result(response::getOutputStream));
        results.put("print", result(() -> {
            out.print("late");
            return "silent";
        }));
        return results;
    }

    private static String result(Callable<?> use) {
        try {
            return String.valueOf(use.call());
        } catch (Exception thrown) {
            return thrown.getClass().getSimpleName();
        }
    }

    @Test
    void r15_everyUseOfACapturedRequestOrResponseThrows() throws Exception {
        try (TomcatServer server = TomcatServer.start(new AfterInitializer(AfterRuntime.create()), new Capturing())) {
            try (var in = URI.create("http://127.0.0.1:" + server.port() + "/")
                    .toURL()
                    .openStream()) {
                in.readAllBytes();
            }
            Map<String, String> results = seen.get(10, TimeUnit.SECONDS);
            assertThat(results).containsEntry("print", "NullPointerException"); // to a stream that was taken before
            results.remove("print");
            assertThat(results)
                    .allSatisfy((use, result) -> assertThat(result).as(use).isEqualTo("IllegalStateException"));
        }
    }
}
