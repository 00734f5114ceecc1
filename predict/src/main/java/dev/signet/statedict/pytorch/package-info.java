/** The files that PyTorch's {@code torch.save} writes, read and written without PyTorch. */
@NullMarked
package dev.signet.statedict.pytorch;

import org.jspecify.annotations.NullMarked;
