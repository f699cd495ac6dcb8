/**
 * Tests adapters for hosts that freeze or end the process once they believe an invocation over (R23), with processes that it freezes and kills.
 * Start at {@link dev.after4j.test.host.HostContract}. Needs JUnit and AssertJ on the class path.
 */
@NullMarked
package dev.after4j.test.host;

import org.jspecify.annotations.NullMarked;
