package dev.after4j.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.after4j.After;
import dev.after4j.servlet.AfterInitializer;
import dev.after4j.servlet.FinishSignal;
import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Optional;
import java.util.ServiceLoader;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.junit.jupiter.api.Test;

class JettySignalProviderTest {
    private static ServletContext anotherContainers() {
        ClassLoader loader = ServletContext.class.getClassLoader();
        return (ServletContext)
                Proxy.newProxyInstance(loader, new Class<?>[] {ServletContext.class}, (self, method, values) -> {
                    throw new AssertionError("another container's context was asked for " + method);
                });
    }

    private static URL library(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    @Test
    void anotherContainerIsLeftAlone() {
        assertThat(new JettySignalProvider().install(anotherContainers())).isEmpty();
    }

    @Test
    void whereThereIsNoJettyTheProviderLoadsAllTheSame() throws Exception {
        URL[] withoutJetty = {
            library(After.class),
            library(AfterInitializer.class),
            library(AfterHandler.class),
            library(ServletContext.class),
            library(org.slf4j.Logger.class)
        };
        try (URLClassLoader loader = new URLClassLoader(withoutJetty, ClassLoader.getPlatformClassLoader())) {
            Class<?> type = loader.loadClass(FinishSignal.Provider.class.getName());
            Object provider = ServiceLoader.load(type, loader).findFirst().orElseThrow();
            Class<?> contexts = loader.loadClass(ServletContext.class.getName());
            Object context = Proxy.newProxyInstance(loader, new Class<?>[] {contexts}, (self, method, values) -> null);
            assertThat(type.getMethod("install", contexts).invoke(provider, context))
                    .isEqualTo(Optional.empty());
        }
    }

    @Test
    void aContextThatIsNotStartingIsRefused() {
        ServletContext notStarting = new ServletContextHandler().getServletContext();
        assertThatThrownBy(() -> new JettySignalProvider().install(notStarting))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("in a context that is starting, but has org.eclipse.jetty.ee11.servlet");
    }
}
