package dev.signet.statedict.pytorch;

import dev.signet.SignetException;
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
      TorchFile.read(file).stateDict().arrays().forEach(NamedArray::toFloats);
    } catch (SignetException e) {
      return; // a sentence is what a bad file is answered with
    }
  }
}
