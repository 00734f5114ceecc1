package dev.signet.data.synthetic;

/**
 * The light in the room.
 *
 * @param towardsLight unit vector in the frame of the picture (x right, y down, z to the viewer)
 * @param key colour and strength of the directed light
 * @param ambient colour and strength of the light from everywhere
 * @param wallGap how far the wall is behind the wrist, in lengths of the palm
 * @param blur how soft the cast shadow is, in lengths of the palm
 * @param shadow how much of the light of the wall the cast shadow takes, 0 to 1
 */
record Illumination(
    Vec3 towardsLight, Rgb key, Rgb ambient, double wallGap, double blur, double shadow) {

  static Illumination draw(Dice dice) {
    double around = dice.chance(0.75) ? dice.degrees(-165, -60) : dice.degrees(-180, 180);
    double height = dice.degrees(28, 68);
    Vec3 towards =
        new Vec3(
            StrictMath.cos(around) * StrictMath.cos(height),
            StrictMath.sin(around) * StrictMath.cos(height),
            StrictMath.sin(height));
    double share = dice.uniform(0.55, 0.92);
    double level = dice.normal(0.8, 0.08);
    double warm = dice.normal(0.02, 0.025);
    Rgb colour = new Rgb(1 + warm, 1, 1 - warm);
    Rgb cool = new Rgb(1 - warm * 0.5, 1, 1 + warm * 0.5);
    return new Illumination(
        towards,
        colour.times(share * level),
        cool.times((1 - share) * level),
        dice.uniform(0.3, 1.3),
        dice.uniform(0.08, 0.4),
        dice.uniform(0.08, 0.5));
  }
}
