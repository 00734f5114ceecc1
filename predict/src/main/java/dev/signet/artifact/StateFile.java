package dev.signet.artifact;

import dev.signet.SignetException;
import dev.signet.statedict.MalformedFileException;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.pytorch.TorchCheckpoint;
import dev.signet.statedict.pytorch.TorchFile;
import dev.signet.statedict.safetensors.SafeTensorsFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A state_dict out of whatever holds one. The content decides which format it is, not the ending.
 *
 * @param file where it was read from
 * @param state the arrays, with the metadata of a safetensors file
 * @param remarks what was passed over to get at the arrays, one sentence each
 */
public record StateFile(Path file, StateDict state, List<String> remarks) {
  private static final int PICKLE = 0x80;

  /** Copies the list. */
  public StateFile {
    remarks = List.copyOf(remarks);
  }

  /**
   * Reads all arrays.
   *
   * @param path a run's folder, a safetensors file, or a file of PyTorch's {@code torch.save}
   * @throws MalformedFileException if the file is damaged, hostile or of another format
   * @throws SignetException if there is none or it cannot be read
   */
  public static StateFile read(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve(ModelFile.NAME) : path;
    if (!Files.isRegularFile(file)) {
      throw new SignetException(
          "there is no model at %s; give a run's folder or its %s".formatted(file, ModelFile.NAME));
    }
    return isSafeTensors(file)
        ? new StateFile(file, SafeTensorsFile.read(file), List.of())
        : ofTorch(file);
  }

  private static StateFile ofTorch(Path file) {
    TorchCheckpoint checkpoint = TorchFile.read(file);
    List<String> remarks = new ArrayList<>();
    if (!checkpoint.key().isEmpty()) {
      remarks.add("the state_dict lies under '%s'".formatted(checkpoint.key()));
    }
    if (!checkpoint.skipped().isEmpty()) {
      remarks.add("passed over: " + String.join(", ", checkpoint.skipped()));
    }
    if (checkpoint.prefixStripped()) {
      remarks.add("the prefix 'module.' was taken off all names");
    }
    return new StateFile(file, checkpoint.stateDict(), remarks);
  }

  /** By the first bytes; where they say nothing, by the name. */
  private static boolean isSafeTensors(Path file) {
    byte[] start;
    long size;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(Long.BYTES + 1);
      size = Files.size(file);
    } catch (IOException e) {
      throw new SignetException("cannot read %s: %s".formatted(file, e), e);
    }
    if (start.length > Long.BYTES && start[Long.BYTES] == '{') {
      long header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
      if (header > 0 && header <= size - Long.BYTES) {
        return true;
      }
    }
    boolean torch =
        start.length > 1
            && ((start[0] == 'P' && start[1] == 'K') || Byte.toUnsignedInt(start[0]) == PICKLE);
    return !torch && file.toString().toLowerCase(Locale.ROOT).endsWith(".safetensors");
  }
}
