package dev.signet.data.synthetic;

import dev.signet.data.ImageSource;
import dev.signet.data.InMemorySource;
import dev.signet.data.LabelledImage;
import dev.signet.picture.ImageSize;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Drawn pictures of what no class stands for: a network had better say that it does not know. The
 * same seed gives the same bytes on every JVM.
 *
 * <p>Safe for use by many threads.
 */
public final class Strangers {
  /** What the pictures show. */
  public enum Kind {
    /** Random pixels: fine, coarse, coloured and grey. */
    NOISE,
    /** Bare walls in uneven light, as a camera sees them. */
    WALLS,
    /** Coloured shapes in front of walls: discs, rings, bars, boxes and stripes. */
    THINGS;

    /** The name in answers. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private Strangers() {}

  /**
   * Draws pictures on all cores; picture {@code i} depends on kind, seed and {@code i} only.
   *
   * @param count number of pictures, at least 1
   * @param size rows and columns of every picture, at least 8
   * @return pictures of a single class, {@code unknown}
   */
  public static ImageSource generate(Kind kind, int count, int size, long seed) {
    List<LabelledImage> images =
        IntStream.range(0, count)
            .parallel()
            .mapToObj(
                i -> {
                  Dice dice = new Dice(Dice.seedOf(seed + kind.label().hashCode(), i));
                  return new LabelledImage(kind.label() + "[" + i + "]", 0, draw(kind, size, dice));
                })
            .toList();
    return new InMemorySource(kind.label(), new ImageSize(size, size), List.of("unknown"), images);
  }

  private static byte[] draw(Kind kind, int size, Dice dice) {
    return switch (kind) {
      case NOISE -> noise(size, dice);
      case WALLS -> photograph(Wall.blank(dice, size), size, dice);
      case THINGS -> {
        float[][] light = Wall.blank(dice, size);
        for (int things = 1 + dice.below(5); things > 0; things--) {
          Thing.draw(dice).paint(light, size);
        }
        yield photograph(light, size, dice);
      }
    };
  }

  private static byte[] photograph(float[][] light, int size, Dice dice) {
    float[][] values = Sensor.draw(dice).expose(light, size, dice);
    byte[] bytes = new byte[size * size * 3];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = toByte(values[i % 3][i / 3]);
    }
    return bytes;
  }

  /** Grains of 1, 2, 4 or 8 pixels around a mean, with a deviation from faint to extreme. */
  private static byte[] noise(int size, Dice dice) {
    int grain = 1 << dice.below(4);
    boolean grey = dice.chance(0.3);
    double mean = dice.uniform(60, 195);
    double deviation = dice.uniform(20, 120);
    int side = (size + grain - 1) / grain;
    byte[] grains = new byte[side * side * 3];
    for (int i = 0; i < grains.length; i++) {
      boolean repeat = grey && i % 3 > 0;
      grains[i] = repeat ? grains[i - 1] : toByte(dice.normal(mean, deviation));
    }
    byte[] bytes = new byte[size * size * 3];
    for (int i = 0; i < bytes.length; i++) {
      int pixel = i / 3;
      int at = pixel / size / grain * side + pixel % size / grain;
      bytes[i] = grains[at * 3 + i % 3];
    }
    return bytes;
  }

  private static byte toByte(double value) {
    return (byte) (int) Math.max(0, Math.min(255, value + 0.5));
  }
}
