/**
 * What is wrong with a data set, and how far a score on it can be trusted.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.audit;

import org.jspecify.annotations.NullMarked;
