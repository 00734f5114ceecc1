package dev.signet.data.synthetic;

/**
 * The colours of one person's skin and clothes.
 *
 * @param palm reflectance of the skin
 * @param blush what fingertips and pads multiply it by
 * @param crease what lines of the hand multiply it by
 * @param nail what a nail multiplies it by
 * @param sleeve reflectance of the cloth
 */
record Complexion(Rgb palm, Rgb blush, Rgb crease, Rgb nail, Rgb sleeve) {
  private static final Rgb LIGHT = Rgb.ofSrgb(226, 178, 150);
  private static final Rgb MEDIUM = Rgb.ofSrgb(196, 142, 108);
  private static final Rgb DARK = Rgb.ofSrgb(112, 74, 52);

  static Complexion draw(Dice dice) {
    double tan = dice.chance(0.8) ? dice.normal(0.42, 0.14) : dice.uniform(0, 1);
    Rgb skin = tan < 0.5 ? LIGHT.mix(MEDIUM, tan * 2) : MEDIUM.mix(DARK, tan * 2 - 1);
    Rgb tint = new Rgb(1, dice.normal(1, 0.04), dice.normal(1, 0.07));
    Rgb sleeve = Rgb.ofSrgb(dice.uniform(10, 220), dice.uniform(10, 220), dice.uniform(10, 220));
    double level = dice.chance(0.5) ? dice.uniform(0.01, 0.12) : dice.uniform(0.1, 0.8);
    return new Complexion(
        skin.times(tint),
        new Rgb(1.02, dice.uniform(0.82, 0.94), dice.uniform(0.82, 0.94)),
        new Rgb(0.86, 0.76, 0.72),
        new Rgb(1.12, 1.18, 1.22),
        sleeve.mix(Rgb.grey(level), 0.7));
  }
}
