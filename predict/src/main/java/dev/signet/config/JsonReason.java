package dev.signet.config;

import dev.signet.SignetException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * What is wrong with JSON, for people who do not program Java: Jackson speaks of its own classes.
 */
public final class JsonReason {
  private static final Pattern MISSING =
      Pattern.compile("(?s)Missing required creator property '(.+?)'.*");
  private static final Pattern KINDS = Pattern.compile("(?s).*known type ids = \\[(.*?)].*");
  private static final Pattern TWICE = Pattern.compile("(?s)Duplicate Object property \"(.+?)\".*");

  private JsonReason() {}

  /** One clause. */
  public static String of(JacksonException e) {
    if (e instanceof UnexpectedEndOfInputException) {
      return "it ends too early";
    } else if (e instanceof UnrecognizedPropertyException unknown) {
      return "there is no key '%s' here; there are %s"
          .formatted(
              unknown.getPropertyName(),
              unknown.getKnownPropertyIds().stream()
                  .map(String::valueOf)
                  .sorted()
                  .collect(Collectors.joining(", ")));
    } else if (e instanceof InvalidFormatException format) {
      return "%s is expected but it was '%s'"
          .formatted(kind(format.getTargetType()), format.getValue());
    } else if (e instanceof InvalidTypeIdException type) {
      Matcher kinds = KINDS.matcher(e.getOriginalMessage());
      return "'%s' is not one of %s"
          .formatted(type.getTypeId(), kinds.matches() ? kinds.group(1) : "those that there are");
    } else if (e instanceof MismatchedInputException mismatch) {
      Matcher missing = MISSING.matcher(e.getOriginalMessage());
      return missing.matches()
          ? "the key '%s' is missing".formatted(missing.group(1))
          : kind(mismatch.getTargetType()) + " is expected";
    } else if (e instanceof StreamConstraintsException) {
      return "it is nested too deeply, or a number or name in it is too long";
    } else if (e instanceof StreamReadException) {
      return text(e.getOriginalMessage());
    }
    return e.getCause() instanceof SignetException own
        ? String.valueOf(own.getMessage())
        : "a value is not possible";
  }

  /** Without the advice to programmers and the place of what it calls its source. */
  private static String text(String message) {
    Matcher twice = TWICE.matcher(message);
    if (twice.matches()) {
      return "the key '%s' stands there twice".formatted(twice.group(1));
    }
    String line = message.lines().findFirst().orElse("");
    String clean =
        line.replaceAll(
            " ?\\(start marker at .*| ?\\(?(for|from) .?\\[Source.*|,? from `.*|[:;,]? ?\\(?(to )?(enable|set) `.*|close marker | \\(not recognized.*|`",
            "");
    return clean.isEmpty() ? "it is malformed" : clean;
  }

  private static String kind(@Nullable Class<?> type) {
    if (type == null) {
      return "something else";
    } else if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(each -> each.toString().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
    } else if (type == int.class
        || type == long.class
        || type == Integer.class
        || type == Long.class) {
      return "a whole number";
    } else if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return type == boolean.class ? "true or false" : "a number";
    } else if (type == Boolean.class) {
      return "true or false";
    } else if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return "a list";
    } else if (type.isRecord() || Map.class.isAssignableFrom(type)) {
      return "an object";
    }
    return "a text";
  }
}
