package dev.signet.statedict.pytorch;

import dev.signet.statedict.DType;
import dev.signet.statedict.pytorch.PickleValue.Foreign;
import java.util.Map;
import java.util.Set;

/**
 * What a pickle names. Nothing is imported: tensors and their parts stand for themselves, anything
 * else is a {@link Foreign} name that does nothing, and what no honest file of weights calls is
 * refused.
 */
final class TorchGlobals {
  private static final int FOREIGN = 160; // bytes of memory

  /** They run programs, or code that the pickle brings, wherever Python loads it. */
  private static final Set<String> ATTACKS =
      Set.of(
          "os",
          "posix",
          "nt",
          "subprocess",
          "pty",
          "commands",
          "runpy",
          "shutil",
          "socket",
          "ctypes",
          "importlib",
          "webbrowser",
          "code",
          "pdb",
          "timeit",
          "cProfile",
          "profile");

  private static final Set<String> ATTACKS_BUILT_IN =
      Set.of("eval", "exec", "execfile", "compile", "__import__", "open", "breakpoint", "input");

  private static final Map<String, PickleValue> KNOWN =
      Map.ofEntries(
          Map.entry("collections.OrderedDict", TorchCall.ORDERED_DICT),
          Map.entry("torch._utils._rebuild_tensor", TorchCall.REBUILD_TENSOR),
          Map.entry("torch._utils._rebuild_tensor_v2", TorchCall.REBUILD_TENSOR_V2),
          Map.entry("torch._utils._rebuild_tensor_v3", TorchCall.REBUILD_TENSOR_V3),
          Map.entry("torch._utils._rebuild_parameter", TorchCall.REBUILD_PARAMETER),
          Map.entry(
              "torch._utils._rebuild_parameter_with_state", TorchCall.REBUILD_PARAMETER_WITH_STATE),
          Map.entry("torch._tensor._rebuild_from_type_v2", TorchCall.REBUILD_FROM_TYPE),
          Map.entry("torch._utils._rebuild_qtensor", TorchCall.REBUILD_QUANTISED),
          Map.entry("torch._utils._rebuild_sparse_tensor", TorchCall.REBUILD_SPARSE),
          Map.entry("torch._utils._rebuild_sparse_csr_tensor", TorchCall.REBUILD_SPARSE),
          Map.entry("torch._utils._rebuild_nested_tensor", TorchCall.REBUILD_NESTED),
          Map.entry("torch._utils._rebuild_meta_tensor_no_storage", TorchCall.REBUILD_META),
          Map.entry("collections.defaultdict", TorchCall.DEFAULT_DICT),
          Map.entry("torch.Size", TorchCall.SIZE),
          Map.entry("torch.device", TorchCall.DEVICE),
          Map.entry("torch.FloatStorage", TorchType.of(DType.F32)),
          Map.entry("torch.DoubleStorage", TorchType.of(DType.F64)),
          Map.entry("torch.HalfStorage", TorchType.of(DType.F16)),
          Map.entry("torch.BFloat16Storage", TorchType.of(DType.BF16)),
          Map.entry("torch.LongStorage", TorchType.of(DType.I64)),
          Map.entry("torch.IntStorage", TorchType.of(DType.I32)),
          Map.entry("torch.ShortStorage", TorchType.of(DType.I16)),
          Map.entry("torch.CharStorage", TorchType.of(DType.I8)),
          Map.entry("torch.ByteStorage", TorchType.of(DType.U8)),
          Map.entry("torch.BoolStorage", TorchType.of(DType.BOOL)),
          Map.entry("torch.ComplexFloatStorage", TorchType.unread("complex64", 8)),
          Map.entry("torch.ComplexDoubleStorage", TorchType.unread("complex128", 16)),
          Map.entry("torch.QInt8Storage", TorchType.unread("qint8", 1)),
          Map.entry("torch.QUInt8Storage", TorchType.unread("quint8", 1)),
          Map.entry("torch.QInt32Storage", TorchType.unread("qint32", 4)),
          Map.entry("torch.QUInt4x2Storage", TorchType.unread("quint4x2", 1)),
          Map.entry("torch.QUInt2x4Storage", TorchType.unread("quint2x4", 1)),
          Map.entry("torch.storage.UntypedStorage", TorchType.of(DType.U8)),
          Map.entry("torch.storage._UntypedStorage", TorchType.of(DType.U8)),
          Map.entry("torch.UntypedStorage", TorchType.of(DType.U8)),
          Map.entry("torch.float32", TorchType.of(DType.F32)),
          Map.entry("torch.float64", TorchType.of(DType.F64)),
          Map.entry("torch.float16", TorchType.of(DType.F16)),
          Map.entry("torch.bfloat16", TorchType.of(DType.BF16)),
          Map.entry("torch.int64", TorchType.of(DType.I64)),
          Map.entry("torch.int32", TorchType.of(DType.I32)),
          Map.entry("torch.int16", TorchType.of(DType.I16)),
          Map.entry("torch.int8", TorchType.of(DType.I8)),
          Map.entry("torch.uint8", TorchType.of(DType.U8)),
          Map.entry("torch.bool", TorchType.of(DType.BOOL)));

  private TorchGlobals() {}

  static PickleValue find(String module, String name, PickleInput in) {
    String full = module + "." + name;
    PickleValue found = KNOWN.get(full);
    if (found != null) {
      return found;
    }
    boolean builtIn = module.equals("builtins") || module.equals("__builtin__");
    String root = module.substring(0, Math.max(0, (module + ".").indexOf('.')));
    if (ATTACKS.contains(root) || (builtIn && ATTACKS_BUILT_IN.contains(name))) {
      throw in.error(
          ("the pickle wants %s, which runs when Python loads the file; expected tensors and plain"
                  + " values: do not load it with Python either")
              .formatted(full));
    }
    in.spend(FOREIGN + 2L * full.length());
    return new Foreign(full);
  }
}
