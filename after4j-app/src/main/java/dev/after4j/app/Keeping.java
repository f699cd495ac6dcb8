package dev.after4j.app;

/** Code that makes something to be kept, which depends on all data that it gets. */
interface Keeping extends Caller {
    /** Data that was loaded before that stamp, or is made of such, is too old for what is made here. */
    long freshFrom();

    /** What is made here expires with {@code data}, and gets no older. */
    void dependsOn(Loaded data);

    /** What accompanies a task that is registered here. */
    TaskCode task();
}
