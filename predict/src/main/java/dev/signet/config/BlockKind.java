package dev.signet.config;

/** The two residual blocks of the paper. */
public enum BlockKind {
  /** Two 3x3 convolutions: the skip passes over two layers. */
  BASIC(1),
  /** 1x1, 3x3 and 1x1 convolutions: the skip passes over three layers. */
  BOTTLENECK(4);

  private final int expansion;

  BlockKind(int expansion) {
    this.expansion = expansion;
  }

  /** Channels that leave the block, as a multiple of the width of its 3x3 convolution. */
  public int expansion() {
    return expansion;
  }
}
