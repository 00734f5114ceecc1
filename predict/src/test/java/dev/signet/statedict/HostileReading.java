package dev.signet.statedict;

import dev.signet.statedict.pytorch.TorchFile;
import dev.signet.statedict.safetensors.SafeTensorsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads every file of a folder by both readers, in a JVM with little memory. */
final class HostileReading {
  private HostileReading() {}

  /** Ends with an exception if a reader does anything else than refuse. */
  public static void main(String[] arguments) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(Path.of(arguments[0]))) {
      files = found.filter(file -> file.getFileName().toString().matches("\\d+")).sorted().toList();
    }
    int refused = 0;
    for (Path file : files) {
      refused += refuses(TorchFile::read, file);
      refused += refuses(SafeTensorsFile::read, file);
    }
    System.out.println("refused " + refused + " times");
  }

  private static int refuses(Consumer<Path> reader, Path file) {
    try {
      reader.accept(file);
      return 0;
    } catch (MalformedFileException e) {
      return 1;
    } catch (OutOfMemoryError e) {
      throw new AssertionError(file + " takes too much memory", e);
    }
  }
}
