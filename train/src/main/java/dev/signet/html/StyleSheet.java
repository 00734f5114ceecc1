package dev.signet.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The style sheet of pages that are one file: what all pages of Signet have in common, and their
 * own.
 *
 * @param css its text
 * @param hash by which a content security policy allows it and no other: {@code sha256-...}
 */
record StyleSheet(String css, String hash) {
  static StyleSheet load() {
    String css =
        Stream.of("/dev/signet/pages/base.css", "signet.css")
            .map(name -> new String(read(name), StandardCharsets.UTF_8))
            .collect(Collectors.joining());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
      return new StyleSheet(css, "sha256-" + Base64.getEncoder().encodeToString(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** A file beside this class, or of an absolute name. */
  static byte[] read(String name) {
    try (InputStream in = Objects.requireNonNull(StyleSheet.class.getResourceAsStream(name))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
