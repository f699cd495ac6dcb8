/**
 * For unit tests of code that calls {@code after}: {@link dev.after4j.test.AfterKit} stands for the server, and
 * {@link dev.after4j.test.AfterExtension} hands it to JUnit tests.
 */
@NullMarked
package dev.after4j.test;

import org.jspecify.annotations.NullMarked;
