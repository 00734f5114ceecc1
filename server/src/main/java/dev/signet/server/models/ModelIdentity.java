package dev.signet.server.models;

import java.time.Instant;

/**
 * Which model answers.
 *
 * @param name that requests call it by
 * @param version that requests may ask for
 * @param id the first 16 hexadecimal digits of the SHA-256 of its file: the same weights, the same
 *     id
 * @param loaded when it was loaded
 */
public record ModelIdentity(String name, String version, String id, Instant loaded) {
  @Override
  public String toString() {
    return "%s version %s (%s)".formatted(name, version, id);
  }
}
