package dev.signet.config;

/** How a network's parameters are named and which of them exist. */
public enum Layout {
  /**
   * The article's net: convolutions with biases, a bare 1x1 convolution on the skip where the
   * number of channels changes, stages called {@code conv2} to {@code conv5}.
   */
  ARTICLE,
  /**
   * torchvision's net: convolutions without biases, a 1x1 convolution with batch norm on the skip
   * where the shape changes, stages called {@code layer1} to {@code layer4}.
   */
  TORCHVISION;

  /** The name on the command line and in files: {@code article}, {@code torchvision}. */
  public String label() {
    return Labels.of(this);
  }
}
