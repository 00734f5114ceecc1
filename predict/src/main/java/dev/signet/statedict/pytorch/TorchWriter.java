package dev.signet.statedict.pytorch;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.signet.Text;
import dev.signet.files.AtomicFile;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lays a state dict out as {@code torch.save} does since 1.6. */
final class TorchWriter {
  private TorchWriter() {}

  static void write(StateDict stateDict, Path file) {
    String folder = folder(file);
    AtomicFile.writeVia(
        file,
        temporary -> {
          try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            write(stateDict, folder, new StoredZip(channel));
          }
        });
  }

  private static void write(StateDict stateDict, String folder, StoredZip zip) throws IOException {
    zip.add(folder + "/data.pkl", pickle(stateDict));
    zip.add(folder + "/byteorder", "little".getBytes(US_ASCII));
    int key = 0;
    for (NamedArray array : stateDict.arrays()) {
      zip.add(Text.of("%s/data/%d", folder, key++), array);
    }
    zip.add(folder + "/version", "3\n".getBytes(US_ASCII));
    zip.finish();
  }

  /** The file's name without its last extension, as PyTorch takes it. */
  private static String folder(Path file) {
    Path name = file.getFileName();
    String full = name == null ? "" : name.toString();
    int dot = full.lastIndexOf('.');
    String stem = dot < 0 ? full : full.substring(0, dot);
    return stem.isEmpty() ? "archive" : stem;
  }

  private static byte[] pickle(StateDict stateDict) {
    PickleWriter out = new PickleWriter();
    emptyOrderedDict(out);
    out.op(Op.MARK);
    int key = 0;
    for (NamedArray array : stateDict.arrays()) {
      out.text(array.name());
      tensor(out, array, Integer.toString(key++));
    }
    out.op(Op.SETITEMS);
    return out.finish();
  }

  static void tensor(PickleWriter out, NamedArray array, String key) {
    out.global("torch._utils", "_rebuild_tensor_v2");
    out.op(Op.MARK);
    out.op(Op.MARK); // ('storage', class, key, location, element count)
    out.text("storage");
    out.global("torch", storageClass(array));
    out.text(key);
    out.text("cpu");
    out.integer(array.elementCount());
    out.op(Op.TUPLE);
    out.op(Op.BINPERSID);
    out.integer(0); // offset
    out.integers(array.shape());
    out.integers(StridedView.contiguous(array.shape()));
    out.op(Op.NEWFALSE); // requires_grad
    emptyOrderedDict(out); // backward hooks
    out.op(Op.TUPLE);
    out.op(Op.REDUCE);
  }

  private static void emptyOrderedDict(PickleWriter out) {
    out.global("collections", "OrderedDict");
    out.op(Op.EMPTY_TUPLE);
    out.op(Op.REDUCE);
  }

  private static String storageClass(NamedArray array) {
    return switch (array.dtype()) {
      case F32 -> "FloatStorage";
      case F64 -> "DoubleStorage";
      case F16 -> "HalfStorage";
      case BF16 -> "BFloat16Storage";
      case I64 -> "LongStorage";
      case I32 -> "IntStorage";
      case I16 -> "ShortStorage";
      case I8 -> "CharStorage";
      case U8 -> "ByteStorage";
      case BOOL -> "BoolStorage";
    };
  }
}
