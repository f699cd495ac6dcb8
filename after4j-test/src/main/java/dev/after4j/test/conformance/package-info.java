/**
 * The conformance suite: proves from outside, over real sockets, that a server integration keeps the rules marked ● in
 * SPEC.md. Start at {@link dev.after4j.test.conformance.AfterConformance}. Needs JUnit and AssertJ on the class path.
 */
@NullMarked
package dev.after4j.test.conformance;

import org.jspecify.annotations.NullMarked;
