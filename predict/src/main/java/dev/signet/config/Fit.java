package dev.signet.config;

import dev.signet.Text;

/** How a picture of any shape is brought to the one size that a network takes. */
public enum Fit {
  /** Height and width each to what is asked for: nothing is lost, but shapes are. */
  SQUEEZE,
  /**
   * Scaled until it covers the size divided by 0.875, of which the centre is taken, as
   * torchvision's {@code Resize(256), CenterCrop(224)} do: shapes stay, the rim goes.
   */
  CROP,
  /**
   * Scaled until it lies within the size, with black around it, as torchvision's {@code
   * Resize(size=None, max_size=224), CenterCrop(224)} do: nothing is lost but pixels.
   */
  PAD;

  /** The share of a scaled picture's side that is left of it, as torchvision and timm have it. */
  private static final double CROPPED = 0.875;

  /** The name on the command line and in files. */
  public String label() {
    return Labels.of(this);
  }

  /** What is done to a picture, for people: {@code scaled to cover 256 x 256, centre taken}. */
  public String describe(InputSize size) {
    int height = size.height();
    int width = size.width();
    return switch (this) {
      case SQUEEZE -> Text.of("resized to %d x %d", height, width);
      case CROP ->
          Text.of(
              "scaled to cover %d x %d, of which the centre of %d x %d is taken",
              uncropped(height), uncropped(width), height, width);
      case PAD -> Text.of("scaled into %d x %d, black around it", height, width);
    };
  }

  /**
   * What a side is scaled to, of which {@code side} pixels are left: {@code 224} of {@code 256}.
   */
  public static int uncropped(int side) {
    return (int) (side / CROPPED);
  }
}
