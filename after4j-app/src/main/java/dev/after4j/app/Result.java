package dev.after4j.app;

/** What a request leads to: a {@link Response}, or a {@link Signal}. */
public sealed interface Result extends ProxyResult permits Response, Signal {}
