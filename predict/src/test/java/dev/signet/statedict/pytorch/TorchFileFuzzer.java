package dev.signet.statedict.pytorch;

import dev.signet.SignetException;
import dev.signet.statedict.ArrayGroup;
import dev.signet.statedict.FileBytes;
import dev.signet.statedict.NamedArray;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** For Jazzer (docs/reliability.md): any bytes are read or refused, and nothing else is thrown. */
public final class TorchFileFuzzer {
  private TorchFileFuzzer() {}

  /** What Jazzer calls with one input after the other. */
  public static void fuzzerTestOneInput(byte[] data) {
    try {
      FileBytes file = FileBytes.of(Path.of("fuzzed.pt"), ByteBuffer.wrap(data));
      for (ArrayGroup group : TorchFile.open(file).groups()) {
        if (readAll(group) > group.entries().size() || group.beside().contains("")) {
          throw new AssertionError("cannot be");
        }
      }
      TorchFile.read(file).stateDict().arrays().forEach(NamedArray::toFloats);
    } catch (SignetException e) {
      return; // a sentence is what a bad file is answered with
    }
  }

  /** One after the other, so that what is refused does not hide the rest; how many were refused. */
  private static int readAll(ArrayGroup group) {
    int refused = 0;
    for (String name : group.entries().keySet()) {
      try {
        group.read(name).toFloats();
      } catch (SignetException e) {
        refused++;
      }
    }
    return refused;
  }
}
