/**
 * Models of runs that answer while they are tried.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.studio.tryout;

import org.jspecify.annotations.NullMarked;
