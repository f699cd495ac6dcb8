/** Who is signed in, and what only they see. */
@NullMarked
package dev.after4j.example.account;

import org.jspecify.annotations.NullMarked;
