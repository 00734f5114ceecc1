package dev.signet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The version of this build. */
public final class SignetVersion {
  private SignetVersion() {}

  /** Such as {@code 0.1.0}. */
  public static String current() {
    try (InputStream in =
        Objects.requireNonNull(SignetVersion.class.getResourceAsStream("version.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
