package dev.after4j.spring;

import dev.after4j.spi.ContextCarrier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/**
 * Takes who is signed in to the task (R12), in a context of the task's own: the request's can be emptied while the task
 * waits, as a sign-out does.
 */
final class SecurityCarrier implements ContextCarrier {
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
