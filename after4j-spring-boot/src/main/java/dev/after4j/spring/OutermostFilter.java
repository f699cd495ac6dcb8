package dev.after4j.spring;

import dev.after4j.AfterRuntime;
import dev.after4j.servlet.AfterFilter;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.core.PriorityOrdered;

/** Puts the filter before every other, also before those that ask for the highest precedence: code there may call {@code after}. */
final class OutermostFilter extends FilterRegistrationBean<AfterFilter> implements PriorityOrdered {
    OutermostFilter(AfterRuntime runtime) {
        super(new AfterFilter(runtime));
        setName("after4j");
        setOrder(HIGHEST_PRECEDENCE);
        setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
    }
}
