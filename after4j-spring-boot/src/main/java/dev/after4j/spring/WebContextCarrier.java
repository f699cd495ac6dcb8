package dev.after4j.spring;

import dev.after4j.spi.ContextCarrier;
import java.util.Set;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.i18n.SimpleTimeZoneAwareLocaleContext;
import org.springframework.context.i18n.TimeZoneAwareLocaleContext;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Takes what Spring MVC binds to the thread of a request to its tasks (R12), detached: the container reuses the request itself. */
final class WebContextCarrier implements ContextCarrier {
    private static final Set<String> WEB_SCOPES =
            Set.of(WebApplicationContext.SCOPE_REQUEST, WebApplicationContext.SCOPE_SESSION);

    private final ConfigurableListableBeanFactory beans;
    private volatile @Nullable Set<String> scopedBeans;

    WebContextCarrier(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    private record Bound(
            @Nullable RequestAttributes attributes,
            @Nullable LocaleContext locale) {
        static Bound here() {
            return new Bound(RequestContextHolder.getRequestAttributes(), LocaleContextHolder.getLocaleContext());
        }

        void bind() {
            RequestContextHolder.setRequestAttributes(attributes);
            LocaleContextHolder.setLocaleContext(locale);
        }
    }

    @Override
    public Carried capture() {
        Bound live = Bound.here();
        Bound detached = new Bound(detached(live.attributes), detached(live.locale));
        return () -> {
            Bound before = Bound.here();
            detached.bind();
            return before::bind;
        };
    }

    /** In a task they are detached already. Others may be bound to a thread for longer than the request lasts. */
    private @Nullable RequestAttributes detached(@Nullable RequestAttributes live) {
        if (!(live instanceof ServletRequestAttributes servlets) || live instanceof DetachedAttributes) return live;
        try {
            return DetachedAttributes.copyOf(servlets, scopedBeans());
        } catch (IllegalStateException over) {
            return null;
        }
    }

    /** Looked for once, and not in each request. */
    private Set<String> scopedBeans() {
        Set<String> known = scopedBeans;
        if (known != null) return known;
        known = Stream.of(beans.getBeanDefinitionNames())
                .filter(name ->
                        WEB_SCOPES.contains(beans.getMergedBeanDefinition(name).getScope()))
                .collect(Collectors.toUnmodifiableSet());
        scopedBeans = known;
        return known;
    }

    /** Spring MVC's asks a resolver, and that the request: of one that is over each container says so in its own way. */
    private static @Nullable LocaleContext detached(@Nullable LocaleContext live) {
        if (live == null) return null;
        try {
            TimeZone zone = live instanceof TimeZoneAwareLocaleContext aware ? aware.getTimeZone() : null;
            return new SimpleTimeZoneAwareLocaleContext(live.getLocale(), zone);
        } catch (RuntimeException over) {
            return null;
        }
    }
}
