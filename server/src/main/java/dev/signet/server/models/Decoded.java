package dev.signet.server.models;

import dev.signet.SignetException;
import dev.signet.picture.ImageDecoder;
import java.util.Optional;

/**
 * A picture's pixels, or why there are none.
 *
 * @param pixels {@code [height, width, 3]} bytes of the network's input size
 * @param problem one line for the sender
 * @param nanos that decoding took
 */
record Decoded(Optional<byte[]> pixels, String problem, long nanos) {
  static Decoded of(ImageDecoder decoder, Picture picture) {
    long start = System.nanoTime();
    try {
      byte[] pixels = decoder.decode(picture.name(), picture.bytes());
      return new Decoded(Optional.of(pixels), "", System.nanoTime() - start);
    } catch (SignetException e) {
      return new Decoded(
          Optional.empty(), String.valueOf(e.getMessage()), System.nanoTime() - start);
    }
  }
}
