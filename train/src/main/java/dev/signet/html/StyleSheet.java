package dev.signet.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/**
 * The one style sheet of all pages.
 *
 * @param css its text
 * @param hash by which a content security policy allows it and no other: {@code sha256-...}
 */
record StyleSheet(String css, String hash) {
  static StyleSheet load() {
    try (InputStream in =
        Objects.requireNonNull(StyleSheet.class.getResourceAsStream("signet.css"))) {
      byte[] css = in.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(css);
      return new StyleSheet(
          new String(css, StandardCharsets.UTF_8),
          "sha256-" + Base64.getEncoder().encodeToString(digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
