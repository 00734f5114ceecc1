package dev.signet.network;

import dev.signet.config.Layout;
import java.util.Optional;

/**
 * What a layout calls the parts of the network.
 *
 * @param stem the module that holds the stem's layers; without it the network itself does
 * @param stemConv the first convolution
 * @param stemNorm its batch norm
 * @param stagePrefix what stands before a stage's number
 * @param firstStage the number of the first stage
 * @param firstBlock the number of the first stage's first block: the article's stage 2 begins with
 *     a max pool
 */
public record StageNames(
    Optional<String> stem,
    String stemConv,
    String stemNorm,
    String stagePrefix,
    int firstStage,
    int firstBlock) {
  public static StageNames of(Layout layout) {
    return switch (layout) {
      case ARTICLE -> new StageNames(Optional.of("conv1"), "0", "1", "conv", 2, 1);
      case TORCHVISION -> new StageNames(Optional.empty(), "conv1", "bn1", "layer", 1, 0);
    };
  }

  public String stage(int stage) {
    return stagePrefix + (firstStage + stage);
  }

  public String block(int stage, int block) {
    return Integer.toString(block + (stage == 0 ? firstBlock : 0));
  }
}
