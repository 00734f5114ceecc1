/**
 * What pictures that Signet draws have in common: colours, sheets and how they are written.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.drawing;

import org.jspecify.annotations.NullMarked;
