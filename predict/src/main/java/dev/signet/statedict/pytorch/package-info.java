/**
 * The files that PyTorch's {@code torch.save} writes, read and written without PyTorch.
 *
 * @since 0.1.0
 */
@NullMarked
package dev.signet.statedict.pytorch;

import org.jspecify.annotations.NullMarked;
