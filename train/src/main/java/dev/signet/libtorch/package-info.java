/** The one native seam: loading libtorch, devices, arrays to tensors and back. */
@NullMarked
package dev.signet.libtorch;

import org.jspecify.annotations.NullMarked;
