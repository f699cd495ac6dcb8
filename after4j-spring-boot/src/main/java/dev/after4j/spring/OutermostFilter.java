package dev.after4j.spring;

import dev.after4j.AfterRuntime;
import dev.after4j.servlet.AfterFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.security.Principal;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.PriorityOrdered;

/** Puts the filter before every other, also before those that ask for the highest precedence: code there may call {@code after}. */
final class OutermostFilter extends FilterRegistrationBean<AfterFilter> implements PriorityOrdered {
    private final AfterRuntime runtime;

    OutermostFilter(AfterRuntime runtime, Supplier<? extends @Nullable Principal> signedIn) {
        super(new AfterFilter(runtime, signedIn));
        this.runtime = runtime;
        setOrder(HIGHEST_PRECEDENCE);
        setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
    }

    /** In a WAR the container may have installed a filter of its own accord: both then have this runtime. */
    @Override
    protected FilterRegistration.Dynamic addRegistration(String description, ServletContext context) {
        context.setAttribute(AfterRuntime.class.getName(), runtime);
        return super.addRegistration(description, context);
    }
}
