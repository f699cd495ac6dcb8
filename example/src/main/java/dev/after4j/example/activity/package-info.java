/** What users did and what tasks did, which tasks have written down. */
@NullMarked
package dev.after4j.example.activity;

import org.jspecify.annotations.NullMarked;
