package dev.signet.config;

import java.util.List;

/**
 * The depths of the family: table 1 of He et al., "Deep Residual Learning for Image Recognition"
 * (2015), and one small enough for tests.
 */
public enum ResNetVariant {
  /** One block a stage and an eighth of the channels: trains in seconds, for tests and lessons. */
  TINY("ResNetTiny", 10, BlockKind.BASIC, List.of(1, 1, 1, 1), 8),
  /** 18 layers. */
  RESNET18("ResNet18", 18, BlockKind.BASIC, List.of(2, 2, 2, 2), 64),
  /** 34 layers: the article's. */
  RESNET34("ResNet34", 34, BlockKind.BASIC, List.of(3, 4, 6, 3), 64),
  /** 50 layers. */
  RESNET50("ResNet50", 50, BlockKind.BOTTLENECK, List.of(3, 4, 6, 3), 64),
  /** 101 layers. */
  RESNET101("ResNet101", 101, BlockKind.BOTTLENECK, List.of(3, 4, 23, 3), 64),
  /** 152 layers. */
  RESNET152("ResNet152", 152, BlockKind.BOTTLENECK, List.of(3, 8, 36, 3), 64);

  private final String title;
  private final int layers;
  private final BlockKind block;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<Integer> depths;

  private final int stemChannels;

  ResNetVariant(String title, int layers, BlockKind block, List<Integer> depths, int stemChannels) {
    this.title = title;
    this.layers = layers;
    this.block = block;
    this.depths = depths;
    this.stemChannels = stemChannels;
  }

  /** The name on the command line and in files: {@code resnet34}. */
  public String label() {
    return Labels.of(this);
  }

  /** The name as people write it: {@code ResNet34}. */
  public String title() {
    return title;
  }

  /** Layers with weights on the longest path, as the papers count them. */
  public int layers() {
    return layers;
  }

  /** Which residual block the stages are made of. */
  public BlockKind block() {
    return block;
  }

  /** Blocks in each of the four stages. */
  public List<Integer> depths() {
    return depths;
  }

  /** Channels behind the stem, and the width of the first stage's 3x3 convolutions. */
  public int stemChannels() {
    return stemChannels;
  }

  /** The width of the 3x3 convolutions in {@code stage} (0 to 3): it doubles with each stage. */
  public int width(int stage) {
    return stemChannels << stage;
  }

  /** Channels that leave {@code stage} (0 to 3). */
  public int outChannels(int stage) {
    return width(stage) * block.expansion();
  }

  /**
   * Blocks of the first two stages: there the activations outweigh the weights, in the last two it
   * is the other way round.
   */
  public int wideBlocks() {
    return depths.get(0) + depths.get(1);
  }

  /** Channels that reach the classifier. */
  public int featureChannels() {
    return outChannels(depths.size() - 1);
  }

  /** The variant with this label. */
  public static ResNetVariant parse(String label) {
    return Labels.parse(ResNetVariant.class, "architecture (--arch)", label);
  }
}
