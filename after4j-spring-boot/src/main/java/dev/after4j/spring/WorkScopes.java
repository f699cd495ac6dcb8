package dev.after4j.spring;

import dev.after4j.AfterRuntime;
import dev.after4j.spi.OpenScope;
import java.lang.reflect.UndeclaredThrowableException;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Gives work without a request a scope of its own, which finishes when the method has returned: after its transaction, if
 * it is transactional (R03). A method that is called in a scope, such as a listener to an event of a request, joins that.
 */
final class WorkScopes extends AbstractBeanFactoryAwareAdvisingPostProcessor implements MethodInterceptor {
    private static final long serialVersionUID = 1L;

    private final transient ObjectProvider<AfterRuntime> runtime;

    WorkScopes(ObjectProvider<AfterRuntime> runtime) {
        this.runtime = runtime;
        this.advisor = new DefaultPointcutAdvisor(new WorkMethods(), this);
        setBeforeExistingAdvisors(true); // around transactions
        setProxyTargetClass(true); // the method may be in no interface
        setOrder(LOWEST_PRECEDENCE - 1); // before those that call such methods look for them
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        if (OpenScope.bound() != null) return invocation.proceed();
        AfterRuntime.Body<@Nullable Object, Exception> method = () -> proceed(invocation);
        return runtime.getObject().inScope(description(invocation), method);
    }

    private static String description(MethodInvocation invocation) {
        return invocation.getMethod().getDeclaringClass().getSimpleName() + "."
                + invocation.getMethod().getName();
    }

    private static @Nullable Object proceed(MethodInvocation invocation) throws Exception {
        try {
            return invocation.proceed();
        } catch (Exception | Error thrown) {
            throw thrown;
        } catch (Throwable neither) {
            throw new UndeclaredThrowableException(neither);
        }
    }
}
