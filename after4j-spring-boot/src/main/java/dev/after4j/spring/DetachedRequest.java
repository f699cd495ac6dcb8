package dev.after4j.spring;

import dev.after4j.request.CurrentRequest;
import dev.after4j.request.RequestCookies;
import dev.after4j.request.RequestView;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The request as a task may still ask it (R14): what the client sent, where to, and the application's attributes, as of
 * the registration. The body, parameters, session and every change are refused, with the way out.
 */
final class DetachedRequest extends HttpServletRequestWrapper {
    private static final HttpServletRequest OVER = (HttpServletRequest) Proxy.newProxyInstance(
            DetachedRequest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> {
                throw refused("HttpServletRequest." + method.getName() + "(..)");
            });

    private final String protocol;
    private final String scheme;
    private final String serverName;
    private final int serverPort;
    private final boolean secure;
    private final String contextPath;
    private final String servletPath;
    private final @Nullable String pathInfo;
    private final @Nullable Principal principal;
    private final @Nullable String remoteUser;
    private final Map<String, Object> attributes;

    /** On the thread of {@code live}, while it is being served. */
    DetachedRequest(HttpServletRequest live, Map<String, Object> attributes) {
        super(OVER);
        this.protocol = live.getProtocol();
        this.scheme = live.getScheme();
        this.serverName = live.getServerName();
        this.serverPort = live.getServerPort();
        this.secure = live.isSecure();
        this.contextPath = live.getContextPath();
        this.servletPath = live.getServletPath();
        this.pathInfo = live.getPathInfo();
        this.principal = live.getUserPrincipal();
        this.remoteUser = live.getRemoteUser();
        this.attributes = attributes;
    }

    static UnsupportedOperationException refused(String what) {
        return new UnsupportedOperationException(
                what
                        + " is not there for a task: the request is over. Read what the task needs before after(..), and let the task use the value");
    }

    private static RequestView sent() {
        return CurrentRequest.get();
    }

    @Override
    public String getMethod() {
        return sent().method();
    }

    @Override
    public String getRequestURI() {
        return sent().path();
    }

    @Override
    public StringBuffer getRequestURL() {
        boolean usual = serverPort == (secure ? 443 : 80);
        return new StringBuffer(scheme + "://" + serverName + (usual ? "" : ":" + serverPort) + getRequestURI());
    }

    @Override
    public @Nullable String getQueryString() {
        return sent().query().orElse(null);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return sent().headers().first(name).orElse(null);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return Collections.enumeration(sent().headers().all(name));
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        return Collections.enumeration(sent().headers().asMap().keySet());
    }

    @Override
    public int getIntHeader(String name) {
        String value = getHeader(name);
        return value == null ? -1 : Integer.parseInt(value);
    }

    @Override
    public @Nullable String getContentType() {
        return getHeader("content-type");
    }

    @Override
    public Cookie @Nullable [] getCookies() {
        RequestCookies sent = sent().cookies();
        Cookie[] all = sent.names().stream()
                .map(name -> new Cookie(name, sent.value(name).orElse("")))
                .toArray(Cookie[]::new);
        return all.length == 0 ? null : all;
    }

    @Override
    public @Nullable String getRemoteAddr() {
        return sent().remoteAddress().orElse(null);
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return principal;
    }

    @Override
    public @Nullable String getRemoteUser() {
        return remoteUser;
    }

    @Override
    public Locale getLocale() {
        return sent().locale();
    }

    @Override
    public Enumeration<Locale> getLocales() {
        return Collections.enumeration(List.of(getLocale()));
    }

    @Override
    public String getProtocol() {
        return protocol;
    }

    @Override
    public String getScheme() {
        return scheme;
    }

    @Override
    public String getServerName() {
        return serverName;
    }

    @Override
    public int getServerPort() {
        return serverPort;
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public String getContextPath() {
        return contextPath;
    }

    @Override
    public String getServletPath() {
        return servletPath;
    }

    @Override
    public @Nullable String getPathInfo() {
        return pathInfo;
    }

    @Override
    public DispatcherType getDispatcherType() {
        return DispatcherType.REQUEST;
    }

    @Override
    public boolean isAsyncStarted() {
        return false;
    }

    @Override
    public boolean isAsyncSupported() {
        return false;
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return attributes.get(name);
    }

    @Override
    public Enumeration<String> getAttributeNames() {
        return Collections.enumeration(attributes.keySet());
    }
}
