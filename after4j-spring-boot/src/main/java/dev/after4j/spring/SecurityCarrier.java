package dev.after4j.spring;

import dev.after4j.spi.ContextCarrier;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/**
 * Takes who is signed in to the task (R12), in a context of the task's own: the request's can be emptied while the task
 * waits, as a sign-out does.
 */
final class SecurityCarrier implements ContextCarrier {
    private static final AuthenticationTrustResolver TRUST = new AuthenticationTrustResolverImpl();

    @Override
    public Carried capture() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return () -> {
            SecurityContextHolderStrategy holder = SecurityContextHolder.getContextHolderStrategy();
            SecurityContext before = holder.getContext();
            holder.setContext(of(who, holder));
            return () -> restore(before, holder);
        };
    }

    /** Nobody if the framework calls it anonymous, as its own view of the request does. */
    @Nullable
    Principal signedIn() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return TRUST.isAuthenticated(who) ? who : null;
    }

    private static SecurityContext of(@Nullable Authentication who, SecurityContextHolderStrategy holder) {
        SecurityContext own = holder.createEmptyContext();
        own.setAuthentication(who);
        return own;
    }

    /** Asking for a context leaves an empty one on the thread, where there was none. */
    private static void restore(SecurityContext before, SecurityContextHolderStrategy holder) {
        if (before.getAuthentication() == null) holder.clearContext();
        else holder.setContext(before);
    }
}
