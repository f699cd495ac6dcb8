package dev.after4j.spring;

import dev.after4j.AfterRuntime;

/**
 * A bean that changes the application's runtime before it is built, for what {@code after4j.*} does not offer:
 *
 * <pre>{@code
 * @Bean
 * AfterRuntimeCustomizer ownThreads(Executor threads) {
 *     return runtime -> runtime.executor(threads);
 * }
 * }</pre>
 */
@FunctionalInterface
public interface AfterRuntimeCustomizer {
    /**
     * Called once, while the context starts, after the properties and the beans have been applied; several in the order
     * of {@code @Order}. What it throws fails the start.
     */
    void customize(AfterRuntime.Builder runtime);
}
