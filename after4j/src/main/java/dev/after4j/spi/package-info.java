/** What hosts (servers, frameworks, job runners) call or implement. Applications do not need it. */
@NullMarked
package dev.after4j.spi;

import org.jspecify.annotations.NullMarked;
