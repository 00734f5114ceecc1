/**
 * Plain Java: sums and counts, never a mean of means.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.metrics;

import org.jspecify.annotations.NullMarked;
