package dev.signet.config;

/**
 * Everything that decides a network's shape.
 *
 * @param variant how deep
 * @param layout whose parameter names and biases
 * @param stem what it begins with
 * @param input the size of a picture
 * @param classes number of logits, 2 to 100,000
 */
public record ModelConfig(
    ResNetVariant variant, Layout layout, StemKind stem, InputSize input, int classes) {
  public ModelConfig {
    Ranges.require("number of classes", classes, 2, 100_000);
    new Architecture(variant, layout, stem);
  }

  /** A network of this architecture. */
  public ModelConfig(Architecture architecture, InputSize input, int classes) {
    this(architecture.variant(), architecture.layout(), architecture.stem(), input, classes);
  }

  /** With the stem that the variant has unless another one is asked for. */
  public ModelConfig(ResNetVariant variant, Layout layout, InputSize input, int classes) {
    this(variant, layout, variant.stem(), input, classes);
  }

  /** Which network it is, whatever its pictures and classes. */
  public Architecture architecture() {
    return new Architecture(variant, layout, stem);
  }

  /** The same network for pictures of another size. */
  public ModelConfig withInput(InputSize other) {
    return new ModelConfig(variant, layout, stem, other, classes);
  }

  /** The same network under other names. */
  public ModelConfig withLayout(Layout other) {
    return new ModelConfig(variant, other, stem, input, classes);
  }
}
