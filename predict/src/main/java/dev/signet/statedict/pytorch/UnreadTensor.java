package dev.signet.statedict.pytorch;

import java.util.List;
import java.util.Optional;

/**
 * A tensor that no array here can hold: refused where a network needs it, passed over elsewhere.
 *
 * @param what it is: {@code complex64}, {@code sparse}
 * @param shape its sizes, where the pickle says them plainly
 * @param advice what to do about it
 * @param place where it is described, for messages
 */
record UnreadTensor(String what, Optional<List<Long>> shape, String advice, String place)
    implements PickleValue {
  /** One of an element type that networks do not have. */
  static UnreadTensor ofType(String type, List<Long> shape, String place) {
    String conversion = "v.float() if v.is_floating_point() else v";
    if (type.startsWith("complex")) {
      conversion = "v.real if v.is_complex() else v";
    } else if (type.startsWith("q")) {
      conversion = "v.dequantize() if v.is_quantized else v";
    }
    return new UnreadTensor(type, Optional.of(shape), saving(conversion), place);
  }

  /** Advice to save plain tensors, each made of {@code v} by this Python. */
  static String saving(String conversion) {
    return "in Python, torch.save({k: %s for k, v in state_dict.items()}, 'weights.pth')"
        .formatted(conversion);
  }

  /** Why it cannot be read, and what to do. */
  String problem() {
    return "is a %s; expected a plain one, such as float32: %s".formatted(kind(), advice);
  }

  @Override
  public String kind() {
    return what + " tensor";
  }
}
