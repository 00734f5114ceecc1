package dev.signet.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/**
 * What is wrong with JSON, for people who do not program Java: Jackson speaks of its own classes.
 */
public final class JsonReason {
  private static final Pattern TWICE = Pattern.compile("(?s)Duplicate Object property \"(.+?)\".*");

  private JsonReason() {}

  /** One clause. */
  public static String of(JacksonException e) {
    if (e instanceof UnexpectedEndOfInputException) {
      return "it ends too early";
    } else if (e instanceof StreamConstraintsException) {
      return "it is nested too deeply, or a number or name in it is too long";
    } else if (e instanceof StreamReadException) {
      return text(e.getOriginalMessage());
    }
    return "a value is not possible";
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
}
