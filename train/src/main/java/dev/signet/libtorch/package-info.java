/**
 * The one native seam: loading libtorch, devices, arrays to tensors and back.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.libtorch;

import org.jspecify.annotations.NullMarked;
