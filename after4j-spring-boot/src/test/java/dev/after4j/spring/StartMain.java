package dev.after4j.spring;

import static dev.after4j.After.after;

import java.net.URI;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.MethodMetadata;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application in a process of its own: says what the library has done to it by the end of its start. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(StartMain.Shop.class)
class StartMain {
    private static final CountDownLatch RAN = new CountDownLatch(1);

    @RestController
    static class Shop {
        @GetMapping("/")
        String order() {
            after(RAN::countDown);
            return "ordered";
        }
    }

    public static void main(String[] args) throws Exception {
        ConfigurableApplicationContext context = SpringApplication.run(
                StartMain.class,
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--spring.main.banner-mode=off",
                "--management.endpoints.web.exposure.include=*",
                "--spring.autoconfigure.exclude=org.springframework.boot.jetty.autoconfigure.servlet."
                        + "JettyServletWebServerAutoConfiguration");
        DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
        Arrays.stream(beans.getBeanDefinitionNames())
                .filter(name -> isOurs(beans.getBeanDefinition(name)))
                .forEach(name -> System.out.println("bean " + name));
        printThreads("at start");
        int port = ((WebServerApplicationContext) context).getWebServer().getPort();
        try (var answer = URI.create("http://127.0.0.1:" + port).toURL().openStream()) {
            answer.readAllBytes();
        }
        RAN.await();
        printThreads("with a task");
        context.close();
    }

    private static boolean isOurs(BeanDefinition bean) {
        MethodMetadata factory =
                bean instanceof AnnotatedBeanDefinition annotated ? annotated.getFactoryMethodMetadata() : null;
        String type = factory == null ? bean.getBeanClassName() : factory.getDeclaringClassName();
        return Objects.requireNonNullElse(type, "").startsWith("dev.after4j.")
                && !type.startsWith(StartMain.class.getName());
    }

    private static void printThreads(String when) {
        Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("after4j"))
                .forEach(name -> System.out.println("thread " + when + " " + name));
        System.out.println("threads " + when);
    }
}
