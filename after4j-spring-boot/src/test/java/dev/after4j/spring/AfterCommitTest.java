package dev.after4j.spring;

import static dev.after4j.After.after;
import static dev.after4j.spring.AfterCommit.afterCommit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.AfterTask;
import dev.after4j.NoAfterScopeException;
import dev.after4j.TaskOptions;
import dev.after4j.test.AfterExtension;
import dev.after4j.test.AfterKit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Tasks that wait for a commit, over a real transaction manager and database. */
@ExtendWith(AfterExtension.class)
class AfterCommitTest {
    private final JdbcTransactionManager manager =
            new JdbcTransactionManager(new DriverManagerDataSource("jdbc:h2:mem:commits"));
    private final TransactionTemplate transaction = new TransactionTemplate(manager);
    private final List<String> ran = new ArrayList<>();

    private AfterTask note(String what) {
        return () -> ran.add(what);
    }

    @Test
    void runsAfterTheResponseIfTheTransactionCommits(AfterKit kit) {
        kit.handle(() -> {
            transaction.executeWithoutResult(status -> {
                afterCommit(TaskOptions.named("mail"), note("mail"));
                assertThat(kit.registered()).isEmpty();
            });
            assertThat(kit.registered()).containsExactly("mail");
            assertThat(ran).isEmpty();
        });
        kit.finish();
        assertThat(ran).containsExactly("mail");
    }

    @Test
    void isNeverRegisteredIfItIsRolledBackWhileAfterRunsInAnyCase(AfterKit kit) {
        kit.handle(() -> transaction.executeWithoutResult(status -> {
            afterCommit(note("mail"));
            after(TaskOptions.named("audit"), note("audit"));
            status.setRollbackOnly();
        }));
        assertThat(kit.registered()).containsExactly("audit");
        kit.finish();
        assertThat(ran).containsExactly("audit");
    }

    @Test
    void isNeverRegisteredIfTheTransactionThrows(AfterKit kit) {
        assertThatThrownBy(() -> kit.handle(() -> transaction.executeWithoutResult(status -> {
                    afterCommit(note("mail"));
                    throw new IllegalStateException("out of stock");
                })))
                .hasMessage("out of stock");
        assertThat(kit.registered()).isEmpty();
        kit.finish();
        assertThat(ran).isEmpty();
    }

    @Test
    void isAfterWithoutATransaction(AfterKit kit) {
        kit.handle(() -> afterCommit(note("mail")));
        kit.finish();
        assertThat(ran).containsExactly("mail");
    }

    @Test
    void anInnerTransactionThatJoinsWaitsForTheOuterOne(AfterKit kit) {
        kit.handle(() -> transaction.executeWithoutResult(outer -> {
            transaction.executeWithoutResult(inner -> afterCommit(note("mail")));
            assertThat(kit.registered()).isEmpty();
        }));
        kit.finish();
        assertThat(ran).containsExactly("mail");
    }

    @Test
    void anIndependentTransactionOfItsOwnDoesNot(AfterKit kit) {
        TransactionTemplate independent = new TransactionTemplate(manager);
        independent.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
        kit.handle(() -> transaction.executeWithoutResult(outer -> {
            independent.executeWithoutResult(inner -> afterCommit(note("mail")));
            outer.setRollbackOnly();
        }));
        kit.finish();
        assertThat(ran).containsExactly("mail");
    }

    @Test
    void r02_aTaskThatStartsSomethingIsAwaited(AfterKit kit) throws Exception {
        CompletableFuture<String> sent = new CompletableFuture<>();
        kit.handle(() -> transaction.executeWithoutResult(status -> afterCommit(() -> sent)));
        kit.finish();
        sent.complete("done");
        kit.awaitTasks();
        assertThat(kit.registered()).hasSize(1);
    }

    private static void afterCommitOfAnother(Runnable callback) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                callback.run();
            }
        });
    }

    @Test
    void isNotLostIfSomebodyElsesCallbackThrowsAtTheCommit(AfterKit kit) {
        kit.handle(() -> assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    afterCommitOfAnother(() -> {
                        throw new IllegalStateException("somebody else's");
                    });
                    afterCommit(note("mail"));
                }))
                .hasMessage("somebody else's"));
        kit.finish();
        assertThat(ran).containsExactly("mail");
    }

    @Test
    void isNotLostIfItIsCalledWhileTheTransactionCommits(AfterKit kit) {
        kit.handle(() -> transaction.executeWithoutResult(
                status -> afterCommitOfAnother(() -> AfterCommit.afterCommit(note("mail")))));
        kit.finish();
        assertThat(ran).containsExactly("mail");
    }

    private void place() {
        afterCommit(() -> ran.add("mail"));
    }

    @Test
    void r04_aTaskIsNamedAfterThePlaceThatMadeItAndNotAfterTheCommit(AfterKit kit) {
        kit.handle(() -> transaction.executeWithoutResult(status -> place()));
        assertThat(kit.registered()).singleElement().asString().matches("AfterCommitTest:\\d+");
        kit.finish();
    }

    @Test
    void r03_outsideAScopeItThrowsAtTheCall() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> afterCommit(note("mail"))))
                .isInstanceOf(NoAfterScopeException.class);
    }

    @Test
    void r02_nullIsNamed(AfterKit kit) {
        assertThatThrownBy(() -> kit.handle(() -> afterCommit((AfterTask) null)))
                .hasMessage("task");
        assertThatThrownBy(() -> kit.handle(() -> afterCommit(null, note("mail"))))
                .hasMessage("options");
        kit.finish();
    }
}
