/**
 * What computes answers on libtorch.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.engine;

import org.jspecify.annotations.NullMarked;
