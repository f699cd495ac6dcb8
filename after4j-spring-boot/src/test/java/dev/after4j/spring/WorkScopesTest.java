package dev.after4j.spring;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;

import dev.after4j.AfterRuntime;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** R03: beans that cannot be given scopes are left as they are, and the application starts. */
class WorkScopesTest {
    private final ApplicationContextRunner contexts = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(AfterAutoConfiguration.class))
            .withPropertyValues("after4j.outside-request=scope");

    static final class Final {
        @Scheduled(initialDelay = 1_000_000)
        void nightly() {}
    }

    @Test
    void r03_aFinalClassIsLeftAlone() {
        contexts.withBean("nightly", Final.class).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(AopUtils.isAopProxy(context.getBean("nightly"))).isFalse();
        });
    }

    @EnableScheduling
    static class Private {
        @Scheduled(initialDelay = 1_000_000)
        private void nightly() {}
    }

    @Test
    void r03_aPrivateMethodIsCalledAsBefore() {
        contexts.withUserConfiguration(Private.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void r03_aLambdaHasAScope() {
        ApplicationRunner runner = arguments -> after(() -> {});
        contexts.withBean("runner", ApplicationRunner.class, () -> runner).run(context -> {
            context.getBean(ApplicationRunner.class).run(null);
            assertThat(context.getBean(AfterRuntime.class).registered()).isEqualTo(1);
        });
    }
}
