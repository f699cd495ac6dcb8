/** Where prerendered pages are kept: in memory over files, or wherever an application has them kept. */
@NullMarked
package dev.after4j.app.cache;

import org.jspecify.annotations.NullMarked;
