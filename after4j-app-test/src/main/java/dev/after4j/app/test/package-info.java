/** Tests an application in the test's own process: requests in, responses out, and the tasks when the test wants them. */
@NullMarked
package dev.after4j.app.test;

import org.jspecify.annotations.NullMarked;
