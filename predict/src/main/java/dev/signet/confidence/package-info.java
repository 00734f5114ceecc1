/** How far an answer may be believed: probabilities, intervals, limits. */
@NullMarked
package dev.signet.confidence;

import org.jspecify.annotations.NullMarked;
