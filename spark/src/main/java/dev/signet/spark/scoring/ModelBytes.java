package dev.signet.spark.scoring;

import dev.signet.SignetException;
import dev.signet.artifact.ModelFile;
import dev.signet.files.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A model file in memory, as it goes over the network. */
public final class ModelBytes {
  private ModelBytes() {}

  /**
   * The model, read as from any file.
   *
   * @throws SignetException if it is damaged, or there is no room for it in the temporary folder
   */
  public static ModelFile read(byte[] bytes) {
    try {
      Path file = Files.createTempFile("signet-", "-" + ModelFile.NAME);
      try {
        Files.write(file, bytes);
        return ModelFile.read(file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new SignetException(
          "the model cannot be opened in %s: %s"
              .formatted(System.getProperty("java.io.tmpdir"), Reason.of(e)),
          e);
    }
  }
}
