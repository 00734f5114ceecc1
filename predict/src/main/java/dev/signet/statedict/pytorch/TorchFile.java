package dev.signet.statedict.pytorch;

import dev.signet.SignetException;
import dev.signet.statedict.FileBytes;
import dev.signet.statedict.MalformedFileException;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * State dicts in the files of PyTorch's {@code torch.save} ({@code .pt}, {@code .pth}). Reading
 * executes nothing: a pickle that asks for more than tensors and plain data is refused.
 *
 * <p>Stateless: safe for use by many threads.
 */
public final class TorchFile {
  private TorchFile() {}

  /**
   * Reads a state dict, or a checkpoint that holds one under {@code state_dict}, {@code
   * model_state_dict}, {@code model} or {@code net}; in the ZIP format (PyTorch 1.6 and newer) or
   * the one before it. Contiguous tensors share the file's bytes, others are copied.
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
    CopyBudget budget = new CopyBudget(bytes);
    TorchArchive archive = TorchArchive.open(bytes, budget);
    FoundTensors found = FoundTensors.in(archive.root(), bytes, archive.place());
    List<NamedArray> arrays = new ArrayList<>();
    found
        .tensors()
        .forEach((name, tensor) -> arrays.add(array(bytes, archive, budget, name, tensor)));
    return new TorchCheckpoint(
        StateDict.of(arrays), found.key(), found.skipped(), found.prefixStripped());
  }

  private static NamedArray array(
      FileBytes file, TorchArchive archive, CopyBudget budget, String name, TorchTensor tensor) {
    String place = "tensor %s, %s".formatted(name, tensor.place());
    StridedView view = tensor.view();
    int size = tensor.dtype().size();
    String problem = view.problem(tensor.storage().byteCount() / size);
    if (!problem.isEmpty()) {
      throw file.malformed(place, problem);
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw file.malformed(place, "its name is not valid Unicode; expected valid Unicode");
    }
    ByteBuffer storage = archive.bytes(tensor.storage());
    ByteBuffer data;
    if (view.isContiguous()) {
      int count = (int) NamedArray.elementCount(view.shape());
      data = storage.slice((int) view.offset() * size, count * size);
    } else {
      budget.spend(NamedArray.elementCount(view.shape()), size, place);
      data = view.gather(storage, size);
    }
    return NamedArray.of(name, tensor.dtype(), view.shape(), data);
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
