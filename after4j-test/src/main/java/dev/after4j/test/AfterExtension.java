package dev.after4j.test;

import dev.after4j.spi.ContextCarrier;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each JUnit test an {@link AfterKit} of its own as a parameter, and closes it after the test: a task that never
 * ran, or failed unexpectedly, fails the test.
 *
 * <pre>{@code
 * @ExtendWith(AfterExtension.class)
 * class OrdersTest {
 *     @Test
 *     void auditsOnceTheCustomerHasTheAnswer(AfterKit after) {
 *         after.handle(() -> orders.place(order));
 *         assertThat(audit.entries()).isEmpty();
 *         after.finish();
 *         assertThat(audit.entries()).containsExactly("placed tea");
 *     }
 * }
 * }</pre>
 *
 * <p>Needs JUnit Jupiter 5.12 or newer. The test, its constructor and its {@code @BeforeEach} and {@code @AfterEach} methods get the same kit.
 */
@SuppressWarnings("exports") // who uses this requires JUnit anyway; who does not must not need it
public final class AfterExtension implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(AfterExtension.class);

    private final ContextCarrier[] carriers;

    /** For {@code @ExtendWith}. */
    public AfterExtension() {
        this(new ContextCarrier[0]);
    }

    /** For a field with {@code @RegisterExtension}: with the context of {@link AfterKit#create}. */
    public AfterExtension(ContextCarrier... carriers) {
        this.carriers = carriers.clone();
    }

    /** Constructors are part of their test. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == AfterKit.class;
    }

    @Override
    @SuppressWarnings("deprecation") // the method that is meant instead came with JUnit 6
    public AfterKit resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (context.getTestMethod().isEmpty())
            throw new ParameterResolutionException("An AfterKit belongs to one test, so "
                    + parameter.getDeclaringExecutable() + " cannot have one: take it in the test or in @BeforeEach");
        return Objects.requireNonNull(
                store(context).getOrComputeIfAbsent(AfterKit.class, key -> AfterKit.create(carriers), AfterKit.class));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        AfterKit kit = store(context).remove(AfterKit.class, AfterKit.class);
        if (kit == null) return;
        Optional<Throwable> failure = context.getExecutionException();
        try {
            kit.close();
        } catch (AssertionError leftovers) {
            // a test that failed or was aborted keeps its own reason
            if (failure.isEmpty()) throw leftovers;
            failure.get().addSuppressed(leftovers);
        }
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }
}
