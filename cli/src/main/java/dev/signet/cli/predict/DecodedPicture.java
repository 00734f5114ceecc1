package dev.signet.cli.predict;

import dev.signet.SignetException;
import dev.signet.picture.ImageDecoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A picture file's pixels, or why there are none. */
record DecodedPicture(Path file, Optional<byte[]> pixels, String problem) {
  /** Decodes files at the same time, in their order. */
  static List<DecodedPicture> all(ImageDecoder decoder, List<Path> files) {
    return files.parallelStream().map(file -> of(decoder, file)).toList();
  }

  private static DecodedPicture of(ImageDecoder decoder, Path file) {
    try {
      return new DecodedPicture(file, Optional.of(decoder.decode(file)), "");
    } catch (SignetException e) {
      return new DecodedPicture(file, Optional.empty(), String.valueOf(e.getMessage()));
    }
  }
}
