package dev.signet.config;

import dev.signet.InvalidValueException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The one spelling of an enum constant on the command line, in JSON and in messages. */
public final class Labels {
  private Labels() {}

  /** {@code one-cycle} of {@code ONE_CYCLE}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static <E extends Enum<E>> E parse(Class<E> type, String what, String label) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> of(constant).equals(label.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidValueException(
                    "%s must be one of %s but was '%s'"
                        .formatted(
                            what,
                            Arrays.stream(type.getEnumConstants())
                                .map(Labels::of)
                                .collect(Collectors.joining(", ")),
                            label)));
  }
}
