package dev.after4j.spring;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * What {@code RequestContextHolder} gives to tasks: a copy that can be read. Beans of the scopes request and session, whose
 * life ended with the request, are refused with the way out, and so is every change.
 */
final class DetachedAttributes extends ServletRequestAttributes {
    /** Whose objects belong to the request that is over, or hold it. */
    private static final List<String> HOSTS = List.of(
            "org.springframework.", "org.apache.", "org.eclipse.", "jakarta.", "io.micrometer.", "dev.after4j.");

    /** Asked for every attribute of every registration. */
    private static final ClassValue<Boolean> IS_APPLICATIONS = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return HOSTS.stream().noneMatch(type.getName()::startsWith);
        }
    };

    private final Set<String> scopedBeans;

    private DetachedAttributes(DetachedRequest request, Set<String> scopedBeans) {
        super(request);
        this.scopedBeans = scopedBeans;
    }

    /**
     * On a thread to which {@code live} is bound.
     *
     * @throws IllegalStateException if the request is over already
     */
    static DetachedAttributes copyOf(ServletRequestAttributes live, Set<String> scopedBeans) {
        live.getAttribute("", SCOPE_REQUEST); // throws if it is over
        HttpServletRequest request = live.getRequest();
        Map<String, Object> copied = new HashMap<>();
        Enumeration<String> names = request.getAttributeNames();
        while (names.hasMoreElements()) {
            String name = names.nextElement();
            Object value = request.getAttribute(name);
            if (value != null && IS_APPLICATIONS.get(value.getClass()) && !scopedBeans.contains(name))
                copied.put(name, value);
        }
        return new DetachedAttributes(new DetachedRequest(request, copied), scopedBeans);
    }

    @Override
    public @Nullable Object getAttribute(String name, int scope) {
        if (scopedBeans.contains(name))
            throw DetachedRequest.refused("The bean '" + name + "' of scope request or session");
        refuseSession(scope, name);
        return getRequest().getAttribute(name);
    }

    private static void refuseSession(int scope, String name) {
        if (scope != SCOPE_REQUEST) throw DetachedRequest.refused("The session attribute '" + name + "'");
    }

    @Override
    public String[] getAttributeNames(int scope) {
        refuseSession(scope, "*");
        return StringUtils.toStringArray(getRequest().getAttributeNames());
    }

    @Override
    public void setAttribute(String name, Object value, int scope) {
        throw DetachedRequest.refused("A change of the attribute '" + name + "'");
    }

    @Override
    public void removeAttribute(String name, int scope) {
        throw DetachedRequest.refused("A change of the attribute '" + name + "'");
    }

    @Override
    public void registerDestructionCallback(String name, Runnable callback, int scope) {
        throw DetachedRequest.refused("The end of the request, to destroy '" + name + "' then,");
    }

    @Override
    public String getSessionId() {
        throw DetachedRequest.refused("The session's id");
    }

    /** What Spring locks before it asks for a bean of the session, which is then refused by name. */
    @Override
    public Object getSessionMutex() {
        return this;
    }
}
