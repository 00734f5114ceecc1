package dev.signet.config;

import java.util.List;

/**
 * The networks of He et al., "Deep Residual Learning for Image Recognition" (2015): those of table
 * 1, those for small pictures of section 4.2, their twins without skips, and one small enough for
 * tests.
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
  RESNET152("ResNet152", 152, BlockKind.BOTTLENECK, List.of(3, 8, 36, 3), 64),
  /** 20 layers, for pictures of 32 x 32. */
  RESNET20("ResNet20", 3, SkipKind.PADDED),
  /** 32 layers, for pictures of 32 x 32. */
  RESNET32("ResNet32", 5, SkipKind.PADDED),
  /** 44 layers, for pictures of 32 x 32. */
  RESNET44("ResNet44", 7, SkipKind.PADDED),
  /** 56 layers, for pictures of 32 x 32. */
  RESNET56("ResNet56", 9, SkipKind.PADDED),
  /** 110 layers, for pictures of 32 x 32. */
  RESNET110("ResNet110", 18, SkipKind.PADDED),
  /** ResNet20 without skips. */
  PLAIN20("Plain20", 3, SkipKind.NONE),
  /** ResNet32 without skips. */
  PLAIN32("Plain32", 5, SkipKind.NONE),
  /** ResNet44 without skips. */
  PLAIN44("Plain44", 7, SkipKind.NONE),
  /** ResNet56 without skips: trains worse than 20 layers, which skips mend. */
  PLAIN56("Plain56", 9, SkipKind.NONE),
  /** ResNet110 without skips. */
  PLAIN110("Plain110", 18, SkipKind.NONE);

  private final String title;
  private final int layers;
  private final BlockKind block;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<Integer> depths;

  private final int stemChannels;
  private final SkipKind skip;

  ResNetVariant(String title, int layers, BlockKind block, List<Integer> depths, int stemChannels) {
    this.title = title;
    this.layers = layers;
    this.block = block;
    this.depths = depths;
    this.stemChannels = stemChannels;
    this.skip = SkipKind.PROJECTION;
  }

  /** Of section 4.2: three stages of so many blocks, with 16, 32 and 64 channels. */
  ResNetVariant(String title, int blocks, SkipKind skip) {
    this.title = title;
    this.layers = 6 * blocks + 2;
    this.block = BlockKind.BASIC;
    this.depths = List.of(blocks, blocks, blocks);
    this.stemChannels = 16;
    this.skip = skip;
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

  /** What passes over a block. */
  public SkipKind skip() {
    return skip;
  }

  /** Whether it is of section 4.2: for pictures of about 32 x 32, with the small stem alone. */
  public boolean isForSmallPictures() {
    return skip != SkipKind.PROJECTION;
  }

  /** The stem that it has unless another one is asked for. */
  public StemKind stem() {
    return isForSmallPictures() ? StemKind.SMALL : StemKind.IMAGENET;
  }

  /** Blocks in each of the stages. */
  public List<Integer> depths() {
    return depths;
  }

  /** Channels behind the stem, and the width of the first stage's 3x3 convolutions. */
  public int stemChannels() {
    return stemChannels;
  }

  /** The width of the 3x3 convolutions in {@code stage}, from 0: it doubles with each stage. */
  public int width(int stage) {
    return stemChannels << stage;
  }

  /** Channels that leave {@code stage}, from 0. */
  public int outChannels(int stage) {
    return width(stage) * block.expansion();
  }

  /**
   * The first stage in which the weights outweigh the activations: the third of four. Three stages
   * have 64 channels at most, so that none does.
   */
  public int firstHeavyStage() {
    return isForSmallPictures() ? depths.size() : 2;
  }

  /** Blocks of the stages in which the activations outweigh the weights. */
  public int wideBlocks() {
    return depths.subList(0, firstHeavyStage()).stream().mapToInt(Integer::intValue).sum();
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
