/**
 * Signet: residual networks trained, examined and served on the JVM.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet;

import org.jspecify.annotations.NullMarked;
