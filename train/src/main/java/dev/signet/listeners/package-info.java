/** Observers of a training: they watch and write, and never change the run. */
@NullMarked
package dev.signet.listeners;

import org.jspecify.annotations.NullMarked;
