/** TensorBoard's event files. */
@NullMarked
package dev.signet.listeners.tensorboard;

import org.jspecify.annotations.NullMarked;
