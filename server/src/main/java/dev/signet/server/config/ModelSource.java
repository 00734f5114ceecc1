package dev.signet.server.config;

import dev.signet.InvalidValueException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model to serve.
 *
 * @param name that requests call it by: letters, digits, {@code . _ -}, at most 64
 * @param version the same characters
 * @param path its model file, or the folder of the run that wrote it
 */
public record ModelSource(String name, String version, Path path) {
  /** What stands for a name or a version in a path of the interface. */
  public static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private static final Pattern TEXT =
      Pattern.compile("(?:([A-Za-z0-9][A-Za-z0-9._-]*)(?:@([A-Za-z0-9._-]+))?=)?(.+)");

  /** Checks the names. */
  public ModelSource {
    requireName("a model's name", name);
    requireName("a model's version", version);
  }

  /**
   * Reads {@code [NAME[@VERSION]=]PATH}. Without a name the model is called as its run's folder,
   * without a version it is version 1.
   */
  public static ModelSource parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new InvalidValueException(
          "a model must be written like runs/first or hands=runs/first but was '%s' (--model)"
              .formatted(text));
    }
    Path path = Path.of(matcher.group(3));
    String name = matcher.group(1) == null ? nameOf(path) : matcher.group(1);
    return new ModelSource(name, matcher.group(2) == null ? "1" : matcher.group(2), path);
  }

  private static String nameOf(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path last = absolute.getFileName();
    if (last != null && last.toString().endsWith(".safetensors")) {
      String stem = last.toString().replaceFirst("\\.safetensors$", "");
      Path folder = absolute.getParent();
      Path run = folder == null ? null : folder.getFileName();
      last = stem.equals("model") && run != null ? run : Path.of(stem);
    }
    String name = last == null ? "" : last.toString().replaceAll("[^A-Za-z0-9._-]", "-");
    return NAME.matcher(name).matches() ? name : "model";
  }

  private static void requireName(String what, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidValueException(
          "%s must be 1 to 64 letters, digits, '.', '_' or '-', beginning with a letter or digit, "
                  .formatted(what)
              + "but was '%s'".formatted(name));
    }
  }
}
