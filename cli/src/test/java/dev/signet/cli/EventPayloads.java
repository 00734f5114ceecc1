package dev.signet.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The points of a run's TensorBoard file without the times at which they were written. */
final class EventPayloads {
  private static final int WALL_TIME = 1 + Double.BYTES; // tag and number, always first

  private EventPayloads() {}

  /** In hexadecimal, in the order of the file; curves about time are left out. */
  static List<String> of(Path run) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(run)) {
      files = all.filter(file -> file.getFileName().toString().contains("tfevents")).toList();
    }
    if (files.size() != 1) {
      throw new IOException(files + ": one file was expected");
    }
    ByteBuffer bytes =
        ByteBuffer.wrap(Files.readAllBytes(files.get(0))).order(ByteOrder.LITTLE_ENDIAN);
    List<String> payloads = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] event = new byte[(int) bytes.getLong()];
      bytes.getInt();
      bytes.get(event).getInt();
      String text = new String(event, StandardCharsets.ISO_8859_1);
      if (!text.contains("pictures_per_second") && !text.contains("native/")) {
        payloads.add(HexFormat.of().formatHex(event, WALL_TIME, event.length));
      }
    }
    return payloads;
  }
}
