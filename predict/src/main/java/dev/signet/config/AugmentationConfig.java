package dev.signet.config;

/**
 * Random changes to training pictures, drawn anew for each picture and step.
 *
 * @param flip whether half of the pictures are mirrored left to right
 * @param shift largest shift, as a share of the picture's side, 0 to 0.5; by whole pixels where
 *     pictures are not turned, scaled or cut out, so that they stay as sharp as they are
 * @param rotation largest rotation, in degrees, 0 to 180
 * @param scale largest change of size, as a share, 0 to below 1
 * @param brightness largest change of brightness, as a share of white, 0 to 1
 * @param contrast largest change of contrast, as a share, 0 to below 1
 * @param saturation largest change of saturation, as a share, 0 to 1; 1 goes from grey to twice the
 *     colour. Files from before it came lack it
 * @param hue largest turn of the hues, as a share of the circle, 0 to 0.5, as torchvision counts
 *     it; files from before it came lack it
 * @param erase share of the pictures in which a random rectangle is made grey, 0 to 1
 * @param randomResizedCrop smallest share of a picture's area that is cut out at random and brought
 *     to the network's size, up to 1 (Szegedy et al., 2015; torchvision's default is 0.08); 0 cuts
 *     nothing out, and files from before it came lack it
 */
public record AugmentationConfig(
    boolean flip,
    double shift,
    double rotation,
    double scale,
    double brightness,
    double contrast,
    double saturation,
    double hue,
    double erase,
    double randomResizedCrop) {
  /** Pictures as they are. */
  public static final AugmentationConfig NONE =
      new AugmentationConfig(false, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  public AugmentationConfig {
    Ranges.requireBetween("largest shift (--shift)", shift, 0, 0.5);
    Ranges.requireBetween("largest rotation (--rotation)", rotation, 0, 180);
    Ranges.requireFraction("largest change of size (--scale)", scale, false);
    Ranges.requireFraction("largest change of brightness (--brightness)", brightness, true);
    Ranges.requireFraction("largest change of contrast (--contrast)", contrast, false);
    Ranges.requireFraction("largest change of saturation (--saturation)", saturation, true);
    Ranges.requireBetween("largest turn of the hues (--hue)", hue, 0, 0.5);
    Ranges.requireFraction("share of erased pictures (--erase)", erase, true);
    Ranges.requireFraction(
        "smallest share of a picture that is cut out (--random-resized-crop)",
        randomResizedCrop,
        true);
  }

  /** Whether pictures are cut out of larger ones. */
  public boolean crops() {
    return randomResizedCrop > 0;
  }

  /** Whether pictures are moved, turned, scaled, mirrored or cut out. */
  public boolean isGeometric() {
    return crops() || flip || shift > 0 || rotation > 0 || scale > 0;
  }

  /** Whether pixels come to lie between those that there were. */
  public boolean blurs() {
    return crops() || rotation > 0 || scale > 0;
  }

  /** Whether colours are changed. */
  public boolean recolours() {
    return brightness > 0 || contrast > 0 || saturation > 0 || hue > 0;
  }
}
