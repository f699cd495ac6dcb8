package dev.after4j.tomcat;

import static dev.after4j.After.after;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.AfterRuntime;
import dev.after4j.servlet.AfterInitializer;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** R15: what the package's documentation says of Tomcat's own objects in tasks. */
class CapturedObjectsTest {
    private final CompletableFuture<Map<String, String>> seen = new CompletableFuture<>();
    /** Tomcat takes its objects back right behind the finish, when a task may have begun already. */
    private final CountDownLatch takenBack = new CountDownLatch(1);

    private final class Capturing extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            ServletOutputStream out = response.getOutputStream();
            out.print("answered");
            if (request.getRequestURI().equals("/next")) return;
            after(() -> {
                takenBack.await();
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
            try (Socket client = new Socket("127.0.0.1", server.port())) {
                client.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
                readUntil("answered", client.getInputStream());
                client.getOutputStream().write("GET /next HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
                readUntil("answered", client.getInputStream()); // by then Tomcat has its objects back
            }
            takenBack.countDown();
            Map<String, String> results = seen.get(10, TimeUnit.SECONDS);
            assertThat(results).containsEntry("print", "NullPointerException"); // to a stream that was taken before
            results.remove("print");
            assertThat(results)
                    .allSatisfy((use, result) -> assertThat(result).as(use).isEqualTo("IllegalStateException"));
        }
    }

    private static void readUntil(String end, InputStream in) throws IOException {
        StringBuilder read = new StringBuilder();
        while (!read.toString().endsWith(end)) {
            int one = in.read();
            if (one < 0) throw new IOException("The connection ended after: " + read);
            read.append((char) one);
        }
    }
}
