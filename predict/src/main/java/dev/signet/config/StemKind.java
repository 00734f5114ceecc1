package dev.signet.config;

/** What a network begins with. */
public enum StemKind {
  /** A 7x7 convolution of stride 2 and a max pool: a quarter of height and width is left. */
  IMAGENET,
  /** A 3x3 convolution: pictures of about 32 x 32 keep their size. */
  SMALL;

  /** The name on the command line and in files: {@code imagenet}, {@code small}. */
  public String label() {
    return Labels.of(this);
  }

  /** Rows and columns of the first convolution's kernel. */
  public int kernel() {
    return this == SMALL ? 3 : 7;
  }

  /** By what the first convolution divides height and width. */
  public int stride() {
    return this == SMALL ? 1 : 2;
  }

  /** Whether a 3x3 max pool of stride 2 follows. */
  public boolean isPooled() {
    return this == IMAGENET;
  }

  /** How often height and width are halved. */
  public int halvings() {
    return this == SMALL ? 0 : 2;
  }
}
