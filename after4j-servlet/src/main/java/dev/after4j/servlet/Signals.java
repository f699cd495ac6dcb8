package dev.after4j.servlet;

import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.Iterator;
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

    /** A search that cannot even begin fails at each step. */
    private static final int MOST_FAILURES = 10;

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
        ClassLoader ours = Signals.class.getClassLoader();
        return loadable(
                ServiceLoader.load(FinishSignal.Provider.class, ours).stream().iterator(), context);
    }

    /** One that cannot be loaded, such as that of another copy of this library, keeps no other from being found. */
    static List<ServiceLoader.Provider<FinishSignal.Provider>> loadable(
            Iterator<ServiceLoader.Provider<FinishSignal.Provider>> search, ServletContext context) {
        List<ServiceLoader.Provider<FinishSignal.Provider>> found = new ArrayList<>();
        for (int failures = 0; failures < MOST_FAILURES; ) {
            try {
                if (!search.hasNext()) break;
                found.add(search.next());
            } catch (ServiceConfigurationError | LinkageError broken) {
                failures++; // the search goes on behind it
                warn("a provider", context, broken);
            }
        }
        return found;
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
