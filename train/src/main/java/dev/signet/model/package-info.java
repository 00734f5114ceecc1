/**
 * The networks, from the paper's table down to a convolution.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.model;

import org.jspecify.annotations.NullMarked;
