/** Runs as they are trained and as they were: read from their folders, told over HTTP. */
@NullMarked
package dev.signet.studio;

import org.jspecify.annotations.NullMarked;
