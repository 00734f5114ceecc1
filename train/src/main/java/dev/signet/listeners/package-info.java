/**
 * Observers of a training: they watch and write, and never change the run.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.listeners;

import org.jspecify.annotations.NullMarked;
