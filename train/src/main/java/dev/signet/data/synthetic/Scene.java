package dev.signet.data.synthetic;

import java.util.ArrayList;
import java.util.List;

/** One photograph: draws who shows the digit, how, where and in what light, and renders it. */
final class Scene {
  /** Pixels are drawn in {@code 2 * 2} parts and averaged, which smooths outlines. */
  private static final int SUPERSAMPLING = 2;

  private static final double COMPRESSED = 0.25;

  private final Dice dice;
  private final int size;
  private final Complexion skin;
  private final Illumination light;
  private final HeightField field;
  private final Camera camera;

  private Scene(int digit, int size, Dice dice) {
    this.dice = dice;
    this.size = size * SUPERSAMPLING;
    this.skin = Complexion.draw(dice);
    this.light = Illumination.draw(dice);
    this.field = new HeightField(this.size);
    Anatomy anatomy = Anatomy.draw(dice);
    Skeleton skeleton = Skeleton.of(anatomy, new Gestures(dice).show(digit));
    Viewpoint view = Viewpoint.draw(digit, dice);
    this.camera = view.frame(landmarks(skeleton), this.size, dice);
    build(anatomy, skeleton, view.arm());
  }

  /** Bytes {@code [size, size, 3]} of a hand that shows {@code digit}. */
  static byte[] photograph(int digit, int size, long seed) {
    return new Scene(digit, size, new Dice(seed)).expose();
  }

  private static List<Vec3> landmarks(Skeleton skeleton) {
    List<Vec3> points = new ArrayList<>(skeleton.thumb());
    skeleton.fingers().forEach(points::addAll);
    points.add(new Vec3(0.25, 0, 0));
    points.add(new Vec3(-0.25, 0, 0));
    return points;
  }

  private void build(Anatomy anatomy, Skeleton skeleton, Arm arm) {
    add(arm.flesh(anatomy, skin));
    add(PalmFlesh.of(anatomy, skeleton, skin));
    melt(0.05, 0.12);
    for (int finger = 0; finger < skeleton.fingers().size(); finger++) {
      double radius = anatomy.fingers().get(finger).radius();
      add(FingerFlesh.around(skeleton.fingers().get(finger), radius, skin));
    }
    add(FingerFlesh.around(skeleton.thumb(), anatomy.thumb().radius(), skin));
    for (Mark mark : SkinMarks.of(anatomy, skeleton, skin)) {
      double scale = camera.scaleAt(mark.centre());
      field.stain(camera.project(mark.centre()), mark.radius() * scale, mark.stain());
    }
    melt(0.022, 0.07);
    field.mottle(new CloudNoise(dice, 5), dice.uniform(0.03, 0.1));
    field.mottle(new CloudNoise(dice, 14), dice.uniform(0.02, 0.08));
  }

  private void add(List<Ball> balls) {
    for (Ball ball : balls) {
      double scale = camera.scaleAt(ball.centre());
      field.add(camera.project(ball.centre()), ball.radius() * scale, ball.paint());
    }
  }

  /** Smooths the flesh; both lengths in lengths of the palm. */
  private void melt(double radius, double ledge) {
    int pixels = Math.max(1, (int) Math.round(radius * camera.scale()));
    field.melt(pixels, (float) (ledge * camera.scale()));
  }

  private byte[] expose() {
    float[][] picture = Wall.draw(dice, size);
    CastShadow.darken(picture, field, light, camera.scale());
    float[][] hand = new Shading(field, light, camera.scale()).render();
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < hand[c].length; i++) {
        if (field.height()[i] != HeightField.EMPTY) {
          picture[c][i] = hand[c][i];
        }
      }
    }
    int small = size / SUPERSAMPLING;
    float[][] seen = {shrink(picture[0]), shrink(picture[1]), shrink(picture[2])};
    float[][] values = Sensor.draw(dice).expose(seen, small, dice);
    if (dice.chance(COMPRESSED)) {
      new Compression(dice.uniform(0.15, 0.7)).spoil(values, small);
    }
    byte[] bytes = new byte[small * small * 3];
    for (int i = 0; i < bytes.length; i++) {
      float value = values[i % 3][i / 3] + 0.5f;
      bytes[i] = (byte) (int) Math.max(0, Math.min(255, value));
    }
    return bytes;
  }

  private float[] shrink(float[] plane) {
    int small = size / SUPERSAMPLING;
    float[] result = new float[small * small];
    for (int y = 0; y < small; y++) {
      for (int x = 0; x < small; x++) {
        int at = (2 * y) * size + 2 * x;
        result[y * small + x] =
            (plane[at] + plane[at + 1] + plane[at + size] + plane[at + size + 1]) / 4;
      }
    }
    return result;
  }
}
