/**
 * The algorithm: epochs, batches, steps.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.training;

import org.jspecify.annotations.NullMarked;
