package dev.after4j.app;

/** What a {@link Proxy} decides: {@link Forward on with it}, or a {@link Result response} of its own. */
public sealed interface ProxyResult permits Forward, Result {}
