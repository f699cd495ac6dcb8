package dev.after4j.spring;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.CommandLineRunner;
import org.springframework.context.ApplicationListener;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.util.ClassUtils;

/**
 * Methods of the application that Spring calls without a request: scheduled ones, listeners to events and messages, and
 * runners.
 */
final class WorkMethods extends StaticMethodMatcherPointcut {
    /** By name, since the last one may be absent; it stands on the annotations of Kafka, Rabbit, JMS and others. */
    private static final List<String> ANNOTATIONS = List.of(
            "org.springframework.scheduling.annotation.Scheduled",
            "org.springframework.scheduling.annotation.Schedules",
            "org.springframework.context.event.EventListener",
            "org.springframework.messaging.handler.annotation.MessageMapping");

    WorkMethods() {
        setClassFilter(WorkMethods::isApplications);
    }

    /** Of a final class no proxy can be made, unless it is a lambda's; the application may not even know that bean. */
    private static boolean isApplications(Class<?> type) {
        boolean isOpen = !Modifier.isFinal(type.getModifiers()) || ClassUtils.isLambdaClass(type);
        return isOpen && !type.getName().startsWith("org.springframework.");
    }

    /** Spring calls private methods, too, but not on a proxy. */
    @Override
    public boolean matches(Method method, Class<?> type) {
        Method actual = AopUtils.getMostSpecificMethod(method, type);
        return !Modifier.isPrivate(actual.getModifiers()) && (isRunner(actual, type) || isAnnotated(actual));
    }

    private static boolean isAnnotated(Method method) {
        MergedAnnotations all = MergedAnnotations.from(method, SearchStrategy.TYPE_HIERARCHY);
        return ANNOTATIONS.stream().anyMatch(all::isPresent);
    }

    private static boolean isRunner(Method method, Class<?> type) {
        return switch (method.getName()) {
            case "run" ->
                ApplicationRunner.class.isAssignableFrom(type) || CommandLineRunner.class.isAssignableFrom(type);
            case "onApplicationEvent" -> ApplicationListener.class.isAssignableFrom(type);
            default -> false;
        };
    }
}
