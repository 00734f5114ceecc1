/**
 * Networks as arrays: what their states must hold, and how they answer folded. Plain Java.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.network;

import org.jspecify.annotations.NullMarked;
