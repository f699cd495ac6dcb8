package dev.after4j.spring;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.After;
import dev.after4j.AfterScope;
import dev.after4j.AfterTask;
import dev.after4j.Outcome;
import dev.after4j.request.CurrentRequest;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jetty.autoconfigure.servlet.JettyServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.servletapi.SecurityContextHolderAwareRequestWrapper;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.annotation.RequestScope;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What tasks see of Spring's thread-bound context: a copy, read-only, with a way out for what is over (R12, R14). */
@Timeout(60)
class SpringContextTest {
    private static ConfigurableApplicationContext context;
    private static Handler handler;

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(exclude = JettyServletWebServerAutoConfiguration.class)
    @Import({Handler.class, SignIn.class, Basket.class, Quote.class, Advice.class})
    static class Application {}

    /** Runs what a test gives it, as the handler of a request. */
    @RestController
    static class Handler {
        volatile Runnable body;
        volatile HttpServletRequest request;

        @GetMapping("/shops/{shop}")
        String handle(HttpServletRequest live) {
            request = live;
            body.run();
            return "done";
        }
    }

    /** As Spring Security does: a context for the time of the request, emptied at its end. */
    @Component
    static class SignIn extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            SecurityContextHolder.getContext()
                    .setAuthentication(
                            new TestingAuthenticationToken(request.getHeader("user"), "secret", "ROLE_USER"));
            try {
                chain.doFilter(new SecurityContextHolderAwareRequestWrapper(request, "ROLE_"), response);
            } finally {
                SecurityContextHolder.getContext().setAuthentication(null); // a sign-out empties the object itself
                SecurityContextHolder.clearContext();
            }
        }
    }

    static class OutOfStock extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @RestControllerAdvice
    static class Advice {
        @ExceptionHandler(OutOfStock.class)
        ResponseEntity<String> answer() {
            return ResponseEntity.status(409).body("done");
        }
    }

    @Component
    @RequestScope
    static class Basket {
        int size() {
            return 3;
        }
    }

    @Component
    @org.springframework.context.annotation.Scope(
            value = WebApplicationContext.SCOPE_SESSION,
            proxyMode = ScopedProxyMode.TARGET_CLASS)
    static class Quote {
        int price() {
            return 7;
        }
    }

    @BeforeAll
    static void start() {
        context = SpringApplication.run(Application.class, "--server.port=0", "--server.address=127.0.0.1");
        handler = context.getBean(Handler.class);
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    /** Serves one request, whose handler does {@code body}. */
    private static void serve(Runnable body) throws Exception {
        handler.body = body;
        int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/shops/tea%20house?colour=green"))
                .header("user", "ada")
                .header("accept-language", "fr-CA")
                .header("cookie", "session-id=s1")
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body())
                .isEqualTo("done");
    }

    private interface Seeing<T> {
        T see() throws Exception;
    }

    /** What a task of a request sees. */
    private static <T> T inTask(Seeing<T> seeing) throws Exception {
        return inTask(() -> {}, seeing);
    }

    private static <T> T inTask(Runnable before, Seeing<T> seeing) throws Exception {
        CompletableFuture<T> seen = new CompletableFuture<>();
        serve(() -> {
            before.run();
            after(completing(seen, seeing));
        });
        try {
            return seen.get();
        } catch (ExecutionException failed) {
            throw (Exception) failed.getCause();
        }
    }

    private static <T> AfterTask completing(CompletableFuture<T> seen, Seeing<T> seeing) {
        return () -> {
            try {
                seen.complete(seeing.see());
            } catch (Throwable thrown) {
                seen.completeExceptionally(thrown);
            }
        };
    }

    @Test
    void r13_anExceptionThatAnAdviceHasAnsweredIsNoErrorOfTheExchange() throws Exception {
        CompletableFuture<Outcome> seen = new CompletableFuture<>();
        serve(() -> {
            after(completing(seen, After::outcome));
            throw new OutOfStock();
        });
        assertThat(seen.get().status()).hasValue(409);
        assertThat(seen.get().error()).isEmpty();
        assertThat(seen.get().successful()).isFalse();
    }

    private static HttpServletRequest current() {
        return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
    }

    @Test
    void r12_whoIsSignedInAlthoughTheRequestsContextWasEmptied() throws Exception {
        assertThat(inTask(() -> SecurityContextHolder.getContext().getAuthentication()))
                .extracting(Authentication::getName)
                .isEqualTo("ada");
    }

    @Test
    void r14_whoIsSignedInAsTheRequestKnowsIt() throws Exception {
        assertThat(inTask(
                        () -> current().getUserPrincipal().getName() + current().getRemoteUser()))
                .isEqualTo("adaada");
        assertThat(inTask(() -> CurrentRequest.get().principal().orElseThrow().getName()))
                .isEqualTo("ada");
    }

    @Test
    void r12_theLocaleThatSpringResolved() throws Exception {
        Locale seen = inTask(LocaleContextHolder::getLocale);
        assertThat(seen).isEqualTo(Locale.CANADA_FRENCH);
    }

    @Test
    void r14_theRequestThroughItsHolder() throws Exception {
        assertThat(inTask(() -> {
                    HttpServletRequest now = current();
                    return Map.of(
                            "request", now.getMethod() + " " + now.getRequestURI() + "?" + now.getQueryString(),
                            "header", now.getHeader("User") + Collections.list(now.getHeaders("user")),
                            "names",
                                    Collections.list(now.getHeaderNames()).stream()
                                            .anyMatch("accept-language"::equalsIgnoreCase),
                            "cookie", now.getCookies()[0].getName() + "=" + now.getCookies()[0].getValue(),
                            "address", now.getRemoteAddr(),
                            "locale", now.getLocale(),
                            "server", now.getScheme() + now.getServerName() + now.isSecure(),
                            "paths", now.getContextPath() + "," + now.getServletPath() + "," + now.getPathInfo(),
                            "dispatch", now.getDispatcherType() + "," + now.isAsyncStarted());
                }))
                .isEqualTo(Map.of(
                        "request", "GET /shops/tea%20house?colour=green",
                        "header", "ada[ada]",
                        "names", true,
                        "cookie", "session-id=s1",
                        "address", "127.0.0.1",
                        "locale", Locale.CANADA_FRENCH,
                        "server", "http127.0.0.1false",
                        "paths", ",/shops/tea house,null",
                        "dispatch", "REQUEST,false"));
    }

    @Test
    void r14_linksCanBeBuilt() throws Exception {
        int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
        assertThat(inTask(() -> ServletUriComponentsBuilder.fromCurrentContextPath()
                        .path("/orders/1")
                        .toUriString()))
                .isEqualTo("http://127.0.0.1:" + port + "/orders/1");
        assertThat(inTask(() -> current().getRequestURL().toString()))
                .isEqualTo("http://127.0.0.1:" + port + "/shops/tea%20house");
    }

    @Test
    void r14_theApplicationsAttributesAsTheyWereAndNothingOfTheContainer() throws Exception {
        RequestAttributes seen = inTask(
                () -> handler.request.setAttribute("order", "tea"), RequestContextHolder::currentRequestAttributes);
        assertThat(seen.getAttribute("order", RequestAttributes.SCOPE_REQUEST)).isEqualTo("tea");
        assertThat(seen.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST))
                .isEqualTo("/shops/{shop}");
        assertThat(seen.getAttributeNames(RequestAttributes.SCOPE_REQUEST))
                .contains("order")
                .noneMatch(name -> Objects.requireNonNull(seen.getAttribute(name, 0))
                        .getClass()
                        .getName()
                        .startsWith("org."));
    }

    private static void refused(Seeing<?> use, String... names) {
        assertThatThrownBy(() -> inTask(use))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContainingAll(names)
                .hasMessageContaining("Read what the task needs before after(..)");
    }

    @Test
    void r14_whatIsOverIsRefusedWithTheWayOut() {
        refused(() -> current().getParameter("colour"), "HttpServletRequest.getParameter(..)");
        refused(() -> current().getSession(false), "HttpServletRequest.getSession(..)");
        refused(() -> current().getInputStream(), "getInputStream");
        refused(() -> current().getParts(), "getParts");
        refused(
                () -> RequestContextHolder.currentRequestAttributes()
                        .getAttribute("cart", RequestAttributes.SCOPE_SESSION),
                "The session attribute 'cart'");
        refused(() -> RequestContextHolder.currentRequestAttributes().getSessionId(), "The session's id");
    }

    @Test
    void r14_changesAreRefused() {
        refused(
                () -> {
                    current().setAttribute("order", "tea");
                    return null;
                },
                "setAttribute");
        refused(
                () -> {
                    RequestContextHolder.currentRequestAttributes().setAttribute("order", "tea", 0);
                    return null;
                },
                "A change of the attribute 'order'");
    }

    @Test
    void r14_scopedBeansAreRefusedAlsoIfTheRequestHadThem() {
        Basket basket = context.getBean(Basket.class);
        Quote quote = context.getBean(Quote.class);
        refused(basket::size, "scopedTarget", "Basket' of scope request or session");
        refused(quote::price, "Quote' of scope request or session");
        assertThatThrownBy(() -> inTask(basket::size, basket::size)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void r10_aThreadThatKeepsTheAttributesOfARequestThatIsOverMayStillRegister() throws Exception {
        AtomicReference<RequestAttributes> kept = new AtomicReference<>();
        AtomicReference<LocaleContext> locale = new AtomicReference<>();
        AtomicReference<AfterScope> scope = new AtomicReference<>();
        serve(() -> {
            kept.set(RequestContextHolder.getRequestAttributes());
            locale.set(LocaleContextHolder.getLocaleContext());
            scope.set(After.scope());
            handler.request.setAttribute("order", "tea");
        });
        inTask(() -> true); // on the same connection's thread or another: the first request is over
        CompletableFuture<Object> seen = new CompletableFuture<>();
        RequestContextHolder.setRequestAttributes(kept.get());
        LocaleContextHolder.setLocaleContext(locale.get());
        try {
            scope.get().run(() -> after(completing(seen, RequestContextHolder::getRequestAttributes)));
        } finally {
            RequestContextHolder.resetRequestAttributes();
            LocaleContextHolder.resetLocaleContext();
        }
        assertThat(seen.get()).isNull();
    }

    @Test
    void r12_aTaskOfATaskSeesTheSame() throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        serve(() -> after(() -> after(completing(
                seen,
                () -> current().getHeader("user")
                        + SecurityContextHolder.getContext().getAuthentication().getName()))));
        assertThat(seen.get()).isEqualTo("adaada");
    }
}
