package dev.after4j.app.servlet;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.app.App;
import dev.after4j.request.CurrentRequest;
import dev.after4j.test.conformance.ServerUnderTest;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** In Boot, where controllers are behind the application, and Spring Security is in front of it. */
abstract class BootRules extends MountRules {
    private final String without;

    BootRules(String without) {
        this.without = without;
    }

    @Override
    ServerUnderTest start(App app) {
        return BootServer.start(
                without,
                Served.class,
                beans -> beans.registerBean(AppFilter.class, () -> new AppFilter(app)),
                "--server.servlet.context-path=/shop");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Controller.class)
    static class Served {
        @Bean
        SecurityFilterChain security(HttpSecurity http) {
            return http.csrf(csrf -> csrf.disable())
                    .headers(headers -> headers.disable())
                    .httpBasic(basic -> {})
                    .build();
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("ada").password("{noop}secret").build());
        }

        /** As Spring Security's against cross-site posts does it. */
        @Bean
        FilterRegistrationBean<Filter> asking() {
            FilterRegistrationBean<Filter> asking = new FilterRegistrationBean<>((request, response, chain) -> {
                String query = ((HttpServletRequest) request).getQueryString();
                if (query != null && query.contains("varies"))
                    ((HttpServletResponse) response).addHeader("Vary", "Origin"); // as one for CORS does
                if (query != null && query.contains("before=parsed")) request.getParameter("_csrf");
                chain.doFilter(request, response);
            });
            asking.setOrder(-200);
            return asking;
        }
    }

    @RestController
    static class Controller {
        @GetMapping("/controller")
        String answer() {
            return "a controller";
        }

        @GetMapping("/headers")
        String headers(HttpServletRequest request, @RequestHeader("x-user") String user) {
            after(() -> Site.LAST.add(CurrentRequest.headers().all("x-user").toString()));
            return user
                    + Collections.list(request.getHeaders("X-User"))
                    + request.getHeader("x-secret")
                    + CurrentRequest.headers().first("x-user").orElse("?")
                    + Collections.list(request.getHeaderNames()).contains("x-secret");
        }

        @GetMapping("/broken")
        String fail() {
            throw new IllegalArgumentException("of the controller");
        }
    }

    @Test
    void r14_whoIsSignedInIsKnownToHandlersProxiesAndTasks() throws Exception {
        String basic = "Basic " + java.util.Base64.getEncoder().encodeToString("ada:secret".getBytes());
        assertThat(get("/who?proxied", "authorization", basic).body()).isEqualTo("ada");
        assertThat(List.of(nextSeen(), nextSeen())).containsExactlyInAnyOrder("proxy ada ada", "task ada ada");
        assertThat(nextOutcome()).hasToString("COMPLETED 200");
    }

    @Test
    void nobodyIsSignedIn() throws Exception {
        assertThat(get("/who").body()).isEqualTo("nobody");
        assertThat(nextSeen()).isEqualTo("task nobody nobody");
    }

    @Test
    void whatHasNoRouteGoesOnToControllers() throws Exception {
        HttpResponse<String> response = get("/controller?proxied");
        assertThat(response.body()).isEqualTo("a controller");
        assertThat(response.headers().firstValue("x-proxy")).hasValue("was here");
        assertThat(response.headers().firstValue("x-frame-options")).isEmpty();
        assertThat(nextOutcome()).hasToString("COMPLETED 200");
        assertThat(nextSeen()).isEqualTo("proxy nobody nobody");
    }

    @Test
    void r14_whatIsBehindAProxySeesTheHeadersThatItHasChanged() throws Exception {
        assertThat(get("/headers", "x-user", "admin", "x-secret", "s").body())
                .isEqualTo("nobody[nobody]nullnobodyfalse");
        assertThat(Site.LAST.poll(10, TimeUnit.SECONDS)).isEqualTo("[nobody]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/hello/ada?varies", "/assets/site.css?varies", "/controller?varies"})
    void allValuesOfAHeaderAreSentAndWhatAFilterInFrontHasFoundToVary(String path) throws Exception {
        HttpHeaders headers = get(path).headers();
        assertThat(headers.allValues("link")).containsExactly("</a>; rel=preload", "</b>; rel=preload");
        assertThat(String.join(", ", headers.allValues("vary"))).contains("Origin", "Cookie");
    }

    @Test
    void whatNobodyHasIsBootsToAnswer() throws Exception {
        HttpResponse<String> response = get("/none");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).contains("\"path\":\"/shop/none\"");
    }

    @Test
    void r13_theErrorOfAControllerIsItsOwn() throws Exception {
        HttpResponse<String> response = get("/broken?proxied");
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(response.body()).contains("\"path\":\"/shop/broken\"");
        assertThat(nextOutcome().error().orElseThrow()).hasRootCauseMessage("of the controller");
        assertThat(nextSeen()).isEqualTo("proxy nobody nobody");
    }

    @Test
    void aFormWhoseParametersAFilterHasAskedForIsStillThere() throws Exception {
        String url = "/orders?action=place&before=parsed&item=query";
        assertThat(send(postForm(url, "item=tea+%C3%BC&item=milk&_csrf=1")).statusCode())
                .isEqualTo(303);
        assertThat(nextSeen()).startsWith("tea ü,milk no photo");
    }
}
