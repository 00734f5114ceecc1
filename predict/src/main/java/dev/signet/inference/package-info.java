/**
 * From a finished model to answers.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.inference;

import org.jspecify.annotations.NullMarked;
