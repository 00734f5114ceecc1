/**
 * How far an answer may be believed: probabilities, intervals, limits.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.confidence;

import org.jspecify.annotations.NullMarked;
