/** Orders: by a form and as JSON, with a mail after the response. */
@NullMarked
package dev.after4j.example.orders;

import org.jspecify.annotations.NullMarked;
