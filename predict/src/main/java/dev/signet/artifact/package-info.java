/** What a finished run leaves: weights with architecture, preprocessing, labels and provenance. */
@NullMarked
package dev.signet.artifact;

import org.jspecify.annotations.NullMarked;
