package dev.after4j.spring;

import dev.after4j.AfterRuntime;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Only where the application asks for it: otherwise no bean is proxied. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "after4j.outside-request", havingValue = "scope")
class OutsideRequestConfiguration {
    @Bean
    static WorkScopes afterWorkScopes(ObjectProvider<AfterRuntime> runtime) {
        return new WorkScopes(runtime);
    }
}
