package dev.after4j.spring;

import dev.after4j.AfterScope;
import dev.after4j.spi.OpenScope;
import org.springframework.core.task.TaskDecorator;

/**
 * Takes the scope of whoever hands work to Boot's executors along to the thread that does it (R03): {@code @Async}
 * methods, {@code Callable}s and streaming bodies of controllers. The finish does not wait for the work.
 */
final class ScopeDecorator implements TaskDecorator {
    @Override
    public Runnable decorate(Runnable work) {
        AfterScope scope = OpenScope.bound();
        if (scope == null) return work;
        scope.description(); // reads the request for good: the work may begin when it is over (R14)
        return () -> scope.run(work);
    }
}
