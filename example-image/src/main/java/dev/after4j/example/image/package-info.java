/** The shop as a container image. All of it is in other folders; but Jib wants a class. */
@NullMarked
package dev.after4j.example.image;

import org.jspecify.annotations.NullMarked;
