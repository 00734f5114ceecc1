package dev.signet.picture;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Pictures a second and core: {@code DecodingBench FOLDER}, JPEG files that are decoded to 224 x
 * 224 by {@link ImageDecoder} and, for comparison, decoded by ImageIO alone. Counted in the CPU
 * time of the thread, the best of eight rounds.
 */
final class DecodingBench {
  private DecodingBench() {}

  public static void main(String[] arguments) throws IOException {
    List<byte[]> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(Path.of(arguments[0]))) {
      for (Path file : all.sorted().toList()) {
        files.add(Files.readAllBytes(file));
      }
    }
    ImageDecoder decoder = new ImageDecoder(new ImageSize(224, 224));
    best("Signet, resized", files, bytes -> decoder.decode("a picture", bytes));
    best(
        "ImageIO, decoding",
        files,
        bytes -> {
          try (StoredPicture picture = ImageIoPicture.open(PictureFormat.JPEG, bytes)) {
            picture.band(0, picture.height());
          }
        });
  }

  private interface Decoding {
    void of(byte[] bytes) throws IOException;
  }

  private static void best(String name, List<byte[]> files, Decoding decoding) throws IOException {
    double best = 0;
    for (int round = 0; round < 8; round++) {
      long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      for (byte[] bytes : files) {
        decoding.of(bytes);
      }
      long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      best = Math.max(best, files.size() * 1e9 / (end - begin));
    }
    System.out.printf(java.util.Locale.ROOT, "%s: %.1f pictures a second%n", name, best);
  }
}
