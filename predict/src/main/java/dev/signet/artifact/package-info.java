/**
 * What a finished run leaves: weights with architecture, preprocessing, labels and provenance.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.artifact;

import org.jspecify.annotations.NullMarked;
