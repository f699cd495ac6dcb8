package dev.after4j.servlet;

import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the container's own finish signal for a context, if a provider has it. */
final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(AfterInitializer.class);

    private Signals() {}

    static Optional<FinishSignal> find(ServletContext context) {
        return find(context, providers(context));
    }

    static Optional<FinishSignal> find(
            ServletContext context, List<ServiceLoader.Provider<FinishSignal.Provider>> providers) {
        for (var provider : providers) {
            Optional<FinishSignal> found = install(provider, context);
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    private static List<ServiceLoader.Provider<FinishSignal.Provider>> providers(ServletContext context) {
        try {
            ClassLoader ours = Signals.class.getClassLoader();
            return ServiceLoader.load(FinishSignal.Provider.class, ours).stream()
                    .toList();
        } catch (ServiceConfigurationError | LinkageError broken) {
            warn("the search for providers", context, broken);
            return List.of();
        }
    }

    /** A provider of another container may lack that container's classes: then it is not for us. */
    private static Optional<FinishSignal> install(
            ServiceLoader.Provider<FinishSignal.Provider> provider, ServletContext context) {
        try {
            return Objects.requireNonNull(
                    provider.get().install(context), "install(..) gave null, not an empty Optional");
        } catch (RuntimeException | LinkageError | ServiceConfigurationError broken) {
            warn(provider.type().getName(), context, broken);
            return Optional.empty();
        }
    }

    private static void warn(String who, ServletContext context, Throwable broken) {
        LOG.warn(
                "after4j: {} could not install a finish signal on {}; going on without it",
                who,
                context.getServerInfo(),
                broken);
    }
}
