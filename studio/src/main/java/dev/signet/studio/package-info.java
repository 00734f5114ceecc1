/**
 * Runs as they are trained and as they were: read from their folders, told over HTTP.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.studio;

import org.jspecify.annotations.NullMarked;
