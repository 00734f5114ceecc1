package dev.signet.config;

/**
 * Everything that decides a network's shape.
 *
 * @param variant how deep
 * @param layout whose parameter names and biases
 * @param input the size of a picture
 * @param classes number of logits, 2 to 100,000
 */
public record ModelConfig(ResNetVariant variant, Layout layout, InputSize input, int classes) {
  public ModelConfig {
    Ranges.require("number of classes", classes, 2, 100_000);
  }
}
