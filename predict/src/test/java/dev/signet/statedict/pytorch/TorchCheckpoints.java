package dev.signet.statedict.pytorch;

import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Files of torch.save as other programs write them: state dicts under keys, objects beside them.
 */
public final class TorchCheckpoints {
  private final PickleWriter out = new PickleWriter();
  private final Map<NamedArray, String> storages = new LinkedHashMap<>();

  private TorchCheckpoints() {}

  /** An object of a class that only Python knows. */
  public record PythonObject(String module, String name) {}

  /**
   * Writes a file.
   *
   * @param root maps, state dicts, arrays, whole numbers and Python's objects
   */
  public static Path write(Path file, Map<String, ?> root) {
    TorchCheckpoints writer = new TorchCheckpoints();
    writer.value(root);
    CraftedTorch torch = new CraftedTorch().with("net/data.pkl", writer.out.finish());
    writer.storages.forEach(
        (array, key) -> {
          byte[] bytes = new byte[array.byteCount()];
          array.data().get(bytes);
          torch.with("net/data/" + key, bytes);
        });
    return torch.save(file);
  }

  private void value(Object value) {
    if (value instanceof Map<?, ?> map) {
      out.op(Op.EMPTY_DICT);
      map.forEach((key, inner) -> item((String) key, inner));
    } else if (value instanceof StateDict state) {
      out.op(Op.EMPTY_DICT);
      state.arrays().forEach(array -> item(array.name(), array));
    } else if (value instanceof NamedArray array) {
      tensor(array);
    } else if (value instanceof PythonObject object) {
      out.global(object.module, object.name);
      out.op(Op.EMPTY_TUPLE);
      out.op(Op.REDUCE);
    } else {
      out.integer(((Number) value).longValue());
    }
  }

  private void item(String key, Object value) {
    out.text(key);
    value(value);
    out.op(Op.SETITEM);
  }

  private void tensor(NamedArray array) {
    String key = storages.computeIfAbsent(array, it -> Integer.toString(storages.size()));
    TorchWriter.tensor(out, array, key);
  }
}
