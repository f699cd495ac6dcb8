package dev.after4j;

/** What happens to tasks beyond {@code maxWaiting} (R20). Applied after the finish, never inside {@code after}. */
public enum Overflow {
    /** The newest end REJECTED. The default: what waits already keeps its place. */
    REJECT_NEWEST,
    /** The oldest end REJECTED: for work that only the latest of matters. */
    REJECT_OLDEST,
    /** Nothing is refused; for builds and command lines, where nothing arrives faster than it is worked off. */
    ACCEPT
}
