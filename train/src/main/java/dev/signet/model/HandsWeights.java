package dev.signet.model;

import dev.signet.SignetException;
import dev.signet.artifact.StateFile;
import dev.signet.statedict.FileBytes;
import dev.signet.statedict.safetensors.SafeTensorsFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * The weights that come with Signet: what a small network has learned from drawn hands. They were
 * made by {@code train/src/test/fixtures/make_hands.sh}.
 */
final class HandsWeights {
  private static final Path NAME = Path.of(TransferSource.HANDS);
  private static final String RESOURCE = TransferSource.HANDS + ".safetensors";

  private HandsWeights() {}

  /** Whether they are meant, and not a file; one of this name is {@code ./hands}. */
  static boolean are(Path path) {
    return path.equals(NAME);
  }

  static StateFile read() {
    try (InputStream in = HandsWeights.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new SignetException(RESOURCE + " is missing in the jar of signet-train");
      }
      FileBytes bytes = FileBytes.of(NAME, ByteBuffer.wrap(in.readAllBytes()));
      return new StateFile(NAME, SafeTensorsFile.read(bytes), List.of());
    } catch (IOException e) {
      throw new SignetException("cannot read %s: %s".formatted(RESOURCE, e), e);
    }
  }
}
