package dev.signet.statedict.pytorch;

import dev.signet.statedict.DType;
import java.util.Map;

/** The only things that a pickle may name, and what each stands for. Nothing is imported. */
final class TorchGlobals {
  private static final Map<String, PickleValue> ALLOWED =
      Map.ofEntries(
          Map.entry("collections.OrderedDict", TorchCall.ORDERED_DICT),
          Map.entry("torch._utils._rebuild_tensor", TorchCall.REBUILD_TENSOR),
          Map.entry("torch._utils._rebuild_tensor_v2", TorchCall.REBUILD_TENSOR_V2),
          Map.entry("torch._utils._rebuild_tensor_v3", TorchCall.REBUILD_TENSOR_V3),
          Map.entry("torch._utils._rebuild_parameter", TorchCall.REBUILD_PARAMETER),
          Map.entry("torch.Size", TorchCall.SIZE),
          Map.entry("torch.device", TorchCall.DEVICE),
          Map.entry("torch.FloatStorage", new TorchType(DType.F32)),
          Map.entry("torch.DoubleStorage", new TorchType(DType.F64)),
          Map.entry("torch.HalfStorage", new TorchType(DType.F16)),
          Map.entry("torch.BFloat16Storage", new TorchType(DType.BF16)),
          Map.entry("torch.LongStorage", new TorchType(DType.I64)),
          Map.entry("torch.IntStorage", new TorchType(DType.I32)),
          Map.entry("torch.ShortStorage", new TorchType(DType.I16)),
          Map.entry("torch.CharStorage", new TorchType(DType.I8)),
          Map.entry("torch.ByteStorage", new TorchType(DType.U8)),
          Map.entry("torch.BoolStorage", new TorchType(DType.BOOL)),
          Map.entry("torch.storage.UntypedStorage", new TorchType(DType.U8)),
          Map.entry("torch.storage._UntypedStorage", new TorchType(DType.U8)),
          Map.entry("torch.UntypedStorage", new TorchType(DType.U8)),
          Map.entry("torch.float32", new TorchType(DType.F32)),
          Map.entry("torch.float64", new TorchType(DType.F64)),
          Map.entry("torch.float16", new TorchType(DType.F16)),
          Map.entry("torch.bfloat16", new TorchType(DType.BF16)),
          Map.entry("torch.int64", new TorchType(DType.I64)),
          Map.entry("torch.int32", new TorchType(DType.I32)),
          Map.entry("torch.int16", new TorchType(DType.I16)),
          Map.entry("torch.int8", new TorchType(DType.I8)),
          Map.entry("torch.uint8", new TorchType(DType.U8)),
          Map.entry("torch.bool", new TorchType(DType.BOOL)));

  private TorchGlobals() {}

  static PickleValue find(String module, String name, PickleInput in) {
    PickleValue found = ALLOWED.get(module + "." + name);
    if (found == null) {
      throw in.error(
          ("the pickle wants %s.%s, which is not on the list of what a state_dict needs;"
                  + " expected tensors, storages, OrderedDict: save model.state_dict() and plain values only")
              .formatted(module, name));
    }
    return found;
  }
}
