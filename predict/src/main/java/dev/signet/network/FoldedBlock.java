package dev.signet.network;

import java.util.List;
import java.util.Optional;

/**
 * A block: ReLU after every convolution of the main path but the last, then {@code relu(main +
 * skip)}, or without a skip {@code relu(main)}.
 *
 * @param main the convolutions that the skip passes over
 * @param residual whether there is a skip
 * @param skip the convolution on the skip; without it the skip is the identity
 */
public record FoldedBlock(List<FoldedConv> main, boolean residual, Optional<FoldedConv> skip) {
  public FoldedBlock {
    main = List.copyOf(main);
  }
}
