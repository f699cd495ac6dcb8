package dev.after4j.spring;

import static dev.after4j.After.after;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.After;
import dev.after4j.AfterListener;
import dev.after4j.AfterRuntime;
import dev.after4j.NoAfterScopeException;
import dev.after4j.TaskEnd;
import dev.after4j.TaskInfo;
import dev.after4j.TaskOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** {@code after} in work that Spring starts without a request: {@code after4j.outside-request}. */
@Timeout(60)
class OutsideRequestTest {
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableScheduling
    @Import({Jobs.class, Told.class, Listening.class})
    static class Application {
        @Bean
        ApplicationRunner runner() {
            return arguments -> after(TaskOptions.named("runner"), () -> {});
        }
    }

    @Component
    static class Told implements AfterListener {
        final List<String> scopes = new CopyOnWriteArrayList<>();
        final CountDownLatch five = new CountDownLatch(5);

        @Override
        public void ended(TaskInfo task, TaskEnd end) {
            scopes.add(task.name() + " of " + task.scope() + ": " + end.kind());
            five.countDown();
        }
    }

    record Placed(String order) {}

    @Component
    static class Listening implements ApplicationListener<ApplicationReadyEvent> {
        @Override
        public void onApplicationEvent(ApplicationReadyEvent ready) {
            after(TaskOptions.named("ready"), () -> {});
        }
    }

    static class Jobs {
        private final JdbcClient jdbc;

        Jobs(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        /** Once, and at once. */
        @Scheduled(initialDelay = 0)
        void nightly() {
            after(TaskOptions.named("nightly"), () -> {});
        }

        @EventListener
        public void placed(Placed event) {
            after(TaskOptions.named(event.order()), () -> {});
        }

        @MessageMapping("orders")
        public void message() {
            after(TaskOptions.named("message"), () -> {});
        }

        /** The task's statement finds the row only if it runs after the commit. */
        @EventListener
        @Transactional
        public void inTransaction(Integer event) {
            jdbc.sql("create table if not exists told(id int)").update();
            jdbc.sql("insert into told values (?)").param(event).update();
            after(
                    TaskOptions.named("transactional"),
                    () -> assertThat(jdbc.sql("select count(*) from told")
                                    .query(Integer.class)
                                    .single())
                            .isEqualTo(1));
        }

        public void plain() {
            after(() -> {});
        }
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        SpringApplication application = new SpringApplication(Application.class);
        application.setWebApplicationType(org.springframework.boot.WebApplicationType.NONE);
        return application.run(arguments);
    }

    @Test
    void r03_scopeGivesEachMethodAScopeOfItsOwnWhoseFinishIsItsReturn() throws Exception {
        try (ConfigurableApplicationContext context = start("--after4j.outside-request=scope")) {
            Told told = context.getBean(Told.class);
            Jobs jobs = context.getBean(Jobs.class);
            context.publishEvent(new Placed("placed"));
            jobs.message();
            told.five.await();
            assertThat(told.scopes)
                    .containsExactlyInAnyOrder(
                            "runner of ApplicationRunner.run: SUCCEEDED",
                            "ready of Listening.onApplicationEvent: SUCCEEDED",
                            "nightly of Jobs.nightly: SUCCEEDED",
                            "placed of Jobs.placed: SUCCEEDED",
                            "message of Jobs.message: SUCCEEDED");
            assertThatThrownBy(jobs::plain).isInstanceOf(NoAfterScopeException.class);

            told.scopes.clear();
            AfterRuntime runtime = context.getBean(AfterRuntime.class);
            runtime.inScope("outer", () -> {
                context.publishEvent(new Placed("joined"));
                assertThat(After.scope().description()).isEqualTo("outer");
            });
            context.publishEvent(1);
            runtime.drain();
            assertThat(told.scopes)
                    .containsExactlyInAnyOrder(
                            "joined of outer: SUCCEEDED", "transactional of Jobs.inTransaction: SUCCEEDED");
        }
    }

    @Test
    void r03_failIsTheDefaultAndNothingIsProxied() {
        assertThatThrownBy(() -> start()).isInstanceOf(NoAfterScopeException.class);
    }
}
