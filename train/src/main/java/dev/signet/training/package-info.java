/** The algorithm: epochs, batches, steps. */
@NullMarked
package dev.signet.training;

import org.jspecify.annotations.NullMarked;
