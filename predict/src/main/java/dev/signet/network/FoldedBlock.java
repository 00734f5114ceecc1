package dev.signet.network;

import java.util.List;
import java.util.Optional;

/**
 * A residual block: ReLU after every convolution of the main path but the last, then {@code
 * relu(main + skip)}.
 *
 * @param main the convolutions that the skip passes over
 * @param skip the convolution on the skip; without it the skip is the identity
 */
public record FoldedBlock(List<FoldedConv> main, Optional<FoldedConv> skip) {
  public FoldedBlock {
    main = List.copyOf(main);
  }
}
