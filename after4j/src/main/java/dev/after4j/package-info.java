/**
 * What users call. Start at {@link dev.after4j.After}; {@link dev.after4j.TaskOptions} is what a task may ask for,
 * {@link dev.after4j.request.CurrentRequest} the request as a task sees it. The rest is for those who set a runtime up,
 * watch it or end it. Rules by number (R01 to R28) are those of the project's SPEC.md.
 */
@NullMarked
package dev.after4j;

import org.jspecify.annotations.NullMarked;
