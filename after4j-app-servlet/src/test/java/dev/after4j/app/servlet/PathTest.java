package dev.after4j.app.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.app.spi.Head;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The path that proxies and routes are matched with is the one that the container maps by. */
class PathTest {
    private static final class Exchange extends ServletExchange {
        Exchange(HttpServletRequest request) {
            super(request, fake(HttpServletResponse.class, ""));
        }

        @Override
        public boolean asset(String path, Head defaults) {
            return false;
        }
    }

    private static final String OTHER = "/%73hop";

    private static <T> T fake(Class<T> type, String uri) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> switch (method.getName()) {
                    case "getRequestURI" -> uri;
                    case "getContextPath" ->
                        type == HttpServletRequest.class && uri.startsWith(OTHER) ? OTHER : "/shop";
                    case "getServletContext" -> fake(ServletContext.class, uri);
                    default -> null;
                }));
    }

    @ParameterizedTest
    @CsvSource({
        "/shop/admin/users, /admin/users",
        "/shop/admin;x=1/users, /admin/users",
        "/shop/admin/users;jsessionid=1;y, /admin/users",
        "/shop/a/..;/b, /a/../b",
        "/shop/a%3Bb/c, /a%3Bb/c",
        "/shop/, /",
        "/%73hop/teas, /teas"
    })
    void parametersOfAPathAreNotPartOfIt(String uri, String path) {
        Exchange exchange = new Exchange(fake(HttpServletRequest.class, uri));
        assertThat(exchange.path()).isEqualTo(path);
        assertThat(exchange.mount()).isEqualTo("/shop");
    }
}
