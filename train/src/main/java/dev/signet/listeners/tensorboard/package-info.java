/**
 * TensorBoard's event files.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.listeners.tensorboard;

import org.jspecify.annotations.NullMarked;
