/**
 * Runs on AWS Lambda what calls {@code after}: an application of pages and routes, or a handler. Lambda freezes the process between invocations; an
 * extension inside the process keeps it awake until the tasks have ended (R23).
 */
@NullMarked
package dev.after4j.lambda;

import org.jspecify.annotations.NullMarked;
