/** From a finished model to answers. */
@NullMarked
package dev.signet.inference;

import org.jspecify.annotations.NullMarked;
