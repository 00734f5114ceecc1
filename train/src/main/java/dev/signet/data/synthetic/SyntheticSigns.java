package dev.signet.data.synthetic;

import dev.signet.InvalidValueException;
import dev.signet.data.ImageSource;
import dev.signet.data.InMemorySource;
import dev.signet.data.LabelledImage;
import dev.signet.picture.ImageSize;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Drawn photographs of hands that show the digits 0 to 5: a data set that needs no download. The
 * same seed gives the same bytes on every JVM.
 *
 * <p>Safe for use by many threads.
 */
public final class SyntheticSigns {
  /** Names of the classes; the label of a picture is the digit that the hand shows. */
  public static final List<String> CLASSES = List.of("0", "1", "2", "3", "4", "5");

  /** Side of the smallest picture, in pixels. */
  public static final int MIN_SIZE = 32;

  /** Side of the largest picture, in pixels. */
  public static final int MAX_SIZE = 512;

  /** Pictures in the largest data set. */
  public static final int MAX_COUNT = 1_000_000;

  private SyntheticSigns() {}

  /**
   * Draws a data set on all cores. In every six pictures from a multiple of six on, each digit
   * occurs once, in a random order; picture {@code i} depends on {@code seed} and {@code i} only.
   *
   * @param count number of pictures, 1 to {@link #MAX_COUNT}
   * @param size rows and columns of every picture, {@link #MIN_SIZE} to {@link #MAX_SIZE}
   * @param seed any number
   * @throws InvalidValueException if {@code count} or {@code size} is out of range
   */
  public static ImageSource generate(int count, int size, long seed) {
    if (count < 1 || count > MAX_COUNT) {
      throw new InvalidValueException(
          String.format(
              Locale.ROOT,
              "number of synthetic pictures must be 1 to %d but was %d",
              MAX_COUNT,
              count));
    }
    requireSize(size);
    List<LabelledImage> images =
        IntStream.range(0, count).parallel().mapToObj(i -> picture(i, size, seed)).toList();
    return new InMemorySource("synthetic", new ImageSize(size, size), CLASSES, images);
  }

  /**
   * Pictures to learn from that no epoch has twice: the first epoch's are {@code drawn}, every
   * later one draws others of the same digits when it begins. They go on with the row of pictures
   * that {@link #generate} begins.
   *
   * @param drawn some of that row's pictures
   * @param seed of the row
   * @param behind how long the row is already
   */
  public static ImageSource drawnAnew(ImageSource drawn, long seed, int behind) {
    return new DrawnAnew(drawn, seed, behind);
  }

  /**
   * Draws one picture.
   *
   * @param digit what the hand shows, 0 to 5
   * @param size rows and columns, {@link #MIN_SIZE} to {@link #MAX_SIZE}
   * @param pictureSeed any number; another one gives another hand in another light
   * @return unsigned bytes {@code [size, size, 3]}, red, green, blue
   * @throws InvalidValueException if {@code digit} or {@code size} is out of range
   */
  public static byte[] render(int digit, int size, long pictureSeed) {
    if (digit < 0 || digit >= CLASSES.size()) {
      throw new InvalidValueException(
          String.format(
              Locale.ROOT, "digit of a synthetic picture must be 0 to 5 but was %d", digit));
    }
    requireSize(size);
    return Scene.photograph(digit, size, pictureSeed);
  }

  private static LabelledImage picture(int index, int size, long seed) {
    int digit = digitOf(index, seed);
    byte[] pixels = Scene.photograph(digit, size, Dice.seedOf(seed, index));
    return new LabelledImage("synthetic[" + index + "]", digit, pixels);
  }

  /** The place of {@code index} in the shuffle of its group of six. */
  private static int digitOf(int index, long seed) {
    int[] digits = IntStream.range(0, CLASSES.size()).toArray();
    Dice dice = new Dice(Dice.seedOf(~seed, index / digits.length));
    for (int i = digits.length - 1; i > 0; i--) {
      int other = dice.below(i + 1);
      int digit = digits[i];
      digits[i] = digits[other];
      digits[other] = digit;
    }
    return digits[index % digits.length];
  }

  private static void requireSize(int size) {
    if (size < MIN_SIZE || size > MAX_SIZE) {
      throw new InvalidValueException(
          String.format(
              Locale.ROOT,
              "side of synthetic pictures must be %d to %d pixels but was %d",
              MIN_SIZE,
              MAX_SIZE,
              size));
    }
  }
}
