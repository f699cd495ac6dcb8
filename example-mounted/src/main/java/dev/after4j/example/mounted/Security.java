package dev.after4j.example.mounted;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** Spring Security says who gets to the account and who that is; the shop asks {@code request.principal()}. */
@Configuration
class Security {
    @Bean
    SecurityFilterChain chain(HttpSecurity http) {
        return http.authorizeHttpRequests(paths -> paths.requestMatchers("/account/**")
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .formLogin(form -> form.loginPage("/sign-in") // the shop's page, whose posts are answered here
                        .usernameParameter("name")
                        .defaultSuccessUrl("/account"))
                .logout(logout ->
                        logout.logoutRequestMatcher(Security::isSignOut).logoutSuccessUrl("/"))
                .csrf(csrf -> csrf.ignoringRequestMatchers(Security::isFromOurOwnPage)
                        .ignoringRequestMatchers("/api/**")) // JSON, which no form of another site can send
                .build();
    }

    /** The shop's own button. */
    private static boolean isSignOut(HttpServletRequest request) {
        return request.getMethod().equals("POST")
                && request.getServletPath().equals("/account")
                && "sign-out".equals(request.getParameter("action"));
    }

    /**
     * Browsers say so, and no page can make them lie: such a post needs no token, which the shop's forms do not have. The shop's
     * actions ask the same by themselves; this is for the posts that Spring Security answers. What else is posted still needs the token.
     */
    private static boolean isFromOurOwnPage(HttpServletRequest request) {
        return "same-origin".equals(request.getHeader("Sec-Fetch-Site"));
    }

    /** Of the demonstration, as on the page to sign in. */
    @Bean
    UserDetailsService customers() {
        return new InMemoryUserDetailsManager(
                User.withUsername("ada").password("{noop}earl-grey").build(),
                User.withUsername("grace").password("{noop}lapsang").build());
    }
}
