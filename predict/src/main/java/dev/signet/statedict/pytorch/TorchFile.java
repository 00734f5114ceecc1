package dev.signet.statedict.pytorch;

import dev.signet.SignetException;
import dev.signet.statedict.FileBytes;
import dev.signet.statedict.MalformedFileException;
import dev.signet.statedict.StateDict;
import java.nio.file.Path;
import java.util.Optional;

/**
 * State dicts in the files of PyTorch's {@code torch.save} ({@code .pt}, {@code .pth}). Reading
 * executes nothing: what a pickle asks for beside tensors and plain data is passed over.
 *
 * <p>Stateless: safe for use by many threads.
 */
public final class TorchFile {
  private TorchFile() {}

  /**
   * Reads a state dict, or a checkpoint that holds one: under {@code state_dict}, {@code
   * model_state_dict}, {@code model} or {@code net}, or the only one; in the ZIP format (PyTorch
   * 1.6 and newer) or the one before it. Contiguous tensors share the file's bytes, others are
   * copied.
   *
   * @throws MalformedFileException if the file is damaged, hostile or of another format
   * @throws SignetException if it cannot be read
   */
  public static TorchCheckpoint read(Path file) {
    return read(FileBytes.open(file));
  }

  /**
   * The same from bytes that are at hand.
   *
   * @throws MalformedFileException if they are damaged, hostile or of another format
   */
  public static TorchCheckpoint read(FileBytes bytes) {
    return open(bytes).checkpoint(Optional.empty());
  }

  /**
   * Everything in a file that may be a state dict, before anything is chosen.
   *
   * @throws MalformedFileException if the file is damaged, hostile or of another format
   */
  public static TorchContents open(FileBytes bytes) {
    return TorchContents.open(bytes);
  }

  /**
   * Writes a state dict that {@code torch.load(file, weights_only=True)} reads, from PyTorch 1.6
   * on: names, order, types and shapes are kept. The same arrays and file name give the same bytes.
   *
   * @throws SignetException if the file cannot be written
   */
  public static void write(StateDict stateDict, Path file) {
    TorchWriter.write(stateDict, file);
  }
}
