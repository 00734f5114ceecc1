package dev.signet.lab.gradients;

import dev.signet.InvalidValueException;
import java.util.List;

/**
 * What twins have in common.
 *
 * @param blocks in each stage, 1 to 64; 1 to 4 stages. The article's 34 layers are 3, 4, 6, 3
 * @param width channels of the first stage, 4 to 256; they double with each stage
 * @param classes number of logits
 */
public record TwinConfig(List<Integer> blocks, int width, int classes) {
  /** The article's network, a quarter as wide. */
  public static final List<Integer> ARTICLE_BLOCKS = List.of(3, 4, 6, 3);

  public TwinConfig {
    blocks = List.copyOf(blocks);
    if (blocks.isEmpty()
        || blocks.size() > 4
        || blocks.stream().anyMatch(count -> count < 1 || count > 64)) {
      throw new InvalidValueException(
          "blocks (--blocks) must be 1 to 4 numbers of 1 to 64, such as 3,4,6,3, but were "
              + blocks);
    }
    if (width < 4 || width > 256) {
      throw new InvalidValueException("width (--width) must be 4 to 256 but was " + width);
    }
  }

  /** Layers with weights on the longest path, as the papers count them. */
  public int layers() {
    return 2 + 2 * blocks.stream().mapToInt(count -> count).sum();
  }

  int channels(int stage) {
    return width << stage;
  }
}
