/**
 * Files and streams in, pixels of one size out. Plain Java.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.picture;

import org.jspecify.annotations.NullMarked;
