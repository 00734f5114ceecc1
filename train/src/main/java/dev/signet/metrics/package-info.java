/** Plain Java: sums and counts, never a mean of means. */
@NullMarked
package dev.signet.metrics;

import org.jspecify.annotations.NullMarked;
