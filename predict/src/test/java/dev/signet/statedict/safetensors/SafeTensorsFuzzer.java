package dev.signet.statedict.safetensors;

import dev.signet.SignetException;
import dev.signet.statedict.FileBytes;
import dev.signet.statedict.NamedArray;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** For Jazzer (docs/reliability.md): any bytes are read or refused, and nothing else is thrown. */
public final class SafeTensorsFuzzer {
  private SafeTensorsFuzzer() {}

  /** What Jazzer calls with one input after the other. */
  public static void fuzzerTestOneInput(byte[] data) {
    try {
      FileBytes file = FileBytes.of(Path.of("fuzzed.safetensors"), ByteBuffer.wrap(data));
      SafeTensorsFile.read(file).arrays().forEach(NamedArray::toFloats);
    } catch (SignetException e) {
      return; // a sentence is what a bad file is answered with
    }
  }
}
