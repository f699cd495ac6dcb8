package dev.after4j.servlet;

import jakarta.servlet.ServletContext;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the finish signal of a context: the container's own, if a provider has it; else the portable one. */
final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(AfterInitializer.class);

    private Signals() {}

    static FinishSignal find(ServletContext context) {
        ClassLoader ours = Signals.class.getClassLoader();
        for (var provider :
                ServiceLoader.load(FinishSignal.Provider.class, ours).stream().toList()) {
            Optional<FinishSignal> found = install(provider, context);
            if (found.isPresent()) return found.get();
        }
        return HandlerDone.install(context);
    }

    /** A provider of another container may lack that container's classes: then it is not for us. */
    private static Optional<FinishSignal> install(
            ServiceLoader.Provider<FinishSignal.Provider> provider, ServletContext context) {
        try {
            return provider.get().install(context);
        } catch (RuntimeException | LinkageError | ServiceConfigurationError broken) {
            LOG.warn(
                    "after4j: {} could not install its finish signal on {}; going on without it",
                    provider.type().getName(),
                    context.getServerInfo(),
                    broken);
            return Optional.empty();
        }
    }
}
