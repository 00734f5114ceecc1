/**
 * Why a network answered as it did: where in a picture it looked, and whether it should have.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.explain;

import org.jspecify.annotations.NullMarked;
