package dev.after4j.spring;

import dev.after4j.AfterListener;
import dev.after4j.AfterRuntime;
import dev.after4j.servlet.ContextPropagation;
import dev.after4j.spi.ContextCarrier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Import;

/** The runtime, its life in the context, and the filter in front of all others. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration"
        })
@EnableConfigurationProperties(AfterProperties.class)
@Import({
    TaskMetrics.class,
    TaskSpans.class,
    AfterEndpoint.class,
    DrainingReadiness.class,
    OutsideRequestConfiguration.class
})
public final class AfterAutoConfiguration {
    AfterAutoConfiguration() {}

    /** Drained by {@link DrainLifecycle}; closed by the context where that has never started. */
    @Bean
    @ConditionalOnMissingBean
    AfterRuntime afterRuntime(
            AfterProperties properties,
            ObjectProvider<AfterListener> listeners,
            ObjectProvider<ContextCarrier> carriers,
            ObjectProvider<AfterRuntimeCustomizer> customizers) {
        AfterRuntime.Builder runtime = ContextPropagation.runtime();
        properties.applyTo(runtime);
        listeners.orderedStream().forEach(runtime::listener);
        carriers.orderedStream().forEach(runtime::carrier);
        customizers.orderedStream().forEach(customizer -> customizer.customize(runtime));
        return runtime.build();
    }

    /** Of the context that has made the runtime: a child that shares it may be closed without a drain. */
    @Bean
    @ConditionalOnMissingBean
    DrainLifecycle afterDrain(AfterRuntime runtime, ConfigurableApplicationContext context) {
        return new DrainLifecycle(runtime, context);
    }

    /**
     * Lets {@code @Async} methods and asynchronous handlers call {@code after}, too. Boot takes all decorators; whoever asks
     * for the only one has the application's in mind.
     */
    @Bean
    @Fallback
    ScopeDecorator afterScopeDecorator() {
        return new ScopeDecorator();
    }

    @Bean
    @ConditionalOnClass(name = "org.springframework.security.core.context.SecurityContextHolder")
    SecurityCarrier afterSecurityCarrier() {
        return new SecurityCarrier();
    }

    /** Where a servlet container is. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class Servlets {
        @Bean
        OutermostFilter afterFilter(AfterRuntime runtime, ObjectProvider<SecurityCarrier> security) {
            SecurityCarrier known = security.getIfAvailable();
            return new OutermostFilter(runtime, known == null ? () -> null : known::signedIn);
        }

        @Bean
        WebContextCarrier afterWebContextCarrier(ConfigurableListableBeanFactory beans) {
            return new WebContextCarrier(beans);
        }
    }
}
