/** TensorBoard's event files. */
@NullMarked
package dev.signet.reporting.tensorboard;

import org.jspecify.annotations.NullMarked;
