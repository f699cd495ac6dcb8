/** JTE templates as pieces of the pages of an application: {@link dev.after4j.jte.Jte} makes them. */
@NullMarked
package dev.after4j.jte;

import org.jspecify.annotations.NullMarked;
