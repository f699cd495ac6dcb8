package dev.after4j.internal;

/** What a thread is bound to: a binding, or the means to make one when it is first asked for. */
sealed interface Bound permits Binding, LazyEntry {
    Binding binding();
}
