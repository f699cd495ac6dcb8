package dev.after4j.spring;

import dev.after4j.After;
import dev.after4j.AfterScope;
import dev.after4j.AfterTask;
import dev.after4j.AsyncAfterTask;
import dev.after4j.TaskOptions;
import dev.after4j.spi.OpenScope;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * {@link After} for work that must not happen if the transaction is rolled back. {@code after} itself runs whatever
 * becomes of the transaction (R07):
 *
 * <pre>{@code
 * @Transactional
 * public void place(Order order) {
 *     orders.place(order);
 *     afterCommit(() -> mail.confirm(order)); // not if this is rolled back
 *     after(() -> log.info("tried {}", order)); // in any case
 * }
 * }</pre>
 *
 * <p>The task is registered on the thread of the transaction, when the outermost transaction around the call has
 * committed; it then runs after the response, like any other. Until then it is not counted anywhere, and after a rollback
 * it never is. Without a transaction on this thread these methods are those of {@link After}. They know the transactions
 * of Spring's transaction managers for threads, not reactive ones. A nested transaction (a savepoint) that is rolled back
 * inside one that commits counts as committed.
 */
public final class AfterCommit {
    private AfterCommit() {}

    /**
     * Runs {@code task} after the response, if the current transaction commits.
     *
     * @throws dev.after4j.NoAfterScopeException at the call, if no scope is bound to this thread (R03)
     */
    public static void afterCommit(AfterTask task) {
        afterCommit(TaskOptions.unnamed(), task);
    }

    /**
     * Runs {@code task} after the response with options, if the current transaction commits.
     *
     * @throws dev.after4j.NoAfterScopeException at the call, if no scope is bound to this thread (R03)
     */
    public static void afterCommit(TaskOptions options, AfterTask task) {
        Objects.requireNonNull(options, "options");
        whenCommitted(task, scope -> scope.after(options, task));
    }

    /**
     * Starts {@code task} after the response and awaits its stage, if the current transaction commits.
     *
     * @throws dev.after4j.NoAfterScopeException at the call, if no scope is bound to this thread (R03)
     */
    public static void afterCommit(AsyncAfterTask task) {
        afterCommit(TaskOptions.unnamed(), task);
    }

    /**
     * Starts {@code task} after the response and awaits its stage, with options, if the current transaction commits.
     *
     * @throws dev.after4j.NoAfterScopeException at the call, if no scope is bound to this thread (R03)
     */
    public static void afterCommit(TaskOptions options, AsyncAfterTask task) {
        Objects.requireNonNull(options, "options");
        whenCommitted(task, scope -> scope.after(options, task));
    }

    private static void whenCommitted(Object task, Consumer<AfterScope> registration) {
        Objects.requireNonNull(task, "task");
        AfterScope scope = After.scope();
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || !TransactionSynchronizationManager.isSynchronizationActive()) {
            registration.accept(scope);
            return;
        }
        OpenScope.rememberPlaceOf(task);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) { // afterCommit() is not called behind one that throws
                if (status == STATUS_COMMITTED) registration.accept(scope);
            }
        });
    }
}
