/** Files and streams in, pixels of one size out. Plain Java. */
@NullMarked
package dev.signet.picture;

import org.jspecify.annotations.NullMarked;
