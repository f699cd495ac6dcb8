package dev.after4j.internal;

import dev.after4j.spi.Surface;

/** What a thread is bound to: a binding, or the means to make one when it is first asked for. */
sealed interface Bound permits Binding, LazyEntry, Inner {
    Binding binding();

    /** Where the thread's code runs; known without a binding. */
    Surface surface();
}
