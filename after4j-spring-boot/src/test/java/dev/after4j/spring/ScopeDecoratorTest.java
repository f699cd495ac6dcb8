package dev.after4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.TaskDecorator;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** Beside a decorator of the application's own. */
class ScopeDecoratorTest {
    static class Own {
        @Bean
        TaskDecorator copying() {
            return work -> work;
        }

        @Bean
        ThreadPoolTaskExecutor mailThreads(TaskDecorator theOnlyOne) {
            ThreadPoolTaskExecutor threads = new ThreadPoolTaskExecutor();
            threads.setTaskDecorator(theOnlyOne);
            return threads;
        }
    }

    @Test
    void anApplicationThatAsksForItsOnlyDecoratorGetsItsOwnAndBootGetsBoth() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(AfterAutoConfiguration.class))
                .withUserConfiguration(Own.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(TaskDecorator.class)).isNotInstanceOf(ScopeDecorator.class);
                    assertThat(context.getBeanProvider(TaskDecorator.class).orderedStream())
                            .hasSize(2);
                });
    }
}
