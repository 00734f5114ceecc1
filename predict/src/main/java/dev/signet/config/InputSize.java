package dev.signet.config;

import dev.signet.InvalidValueException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of one picture as the network sees it.
 *
 * @param channels 3: red, green, blue
 * @param height rows, 8 to 1024
 * @param width columns, 8 to 1024
 */
public record InputSize(int channels, int height, int width) {
  private static final Pattern TEXT = Pattern.compile("(?:(\\d{1,4})x)?(\\d{1,5})x(\\d{1,5})");

  public InputSize {
    if (channels != 3) {
      throw new InvalidValueException(
          "input channels must be 3 (red, green, blue) but were " + channels);
    }
    Ranges.require("input height", height, 8, 1024);
    Ranges.require("input width", width, 8, 1024);
  }

  /** A square picture of three channels. */
  public static InputSize square(int side) {
    return new InputSize(3, side, side);
  }

  /** Reads {@code 3x64x64} or {@code 64x64}. */
  public static InputSize parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new InvalidValueException(
          "input size must be written like 3x64x64 or 64x64 but was '%s'".formatted(text));
    }
    int channels = matcher.group(1) == null ? 3 : Integer.parseInt(matcher.group(1));
    return new InputSize(
        channels, Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
  }

  @Override
  public String toString() {
    return channels + "x" + height + "x" + width;
  }
}
