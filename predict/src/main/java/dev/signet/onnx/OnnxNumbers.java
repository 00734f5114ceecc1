package dev.signet.onnx;

import dev.signet.network.ActivationRange;
import java.util.Map;

/** In which numbers an ONNX file computes. */
public sealed interface OnnxNumbers {
  /** The word for it: {@code fp32}, {@code fp16}, {@code int8}. */
  String label();

  /** 32-bit floating point: the logits of the network but for rounding. */
  record Fp32() implements OnnxNumbers {
    @Override
    public String label() {
      return "fp32";
    }
  }

  /** 16-bit floating point: half of the size, three digits. */
  record Fp16() implements OnnxNumbers {
    @Override
    public String label() {
      return "fp16";
    }
  }

  /**
   * 8-bit integers: a quarter of the size.
   *
   * @param ranges of all activations, as {@link ActivationRanges} measures them
   */
  record Int8(Map<String, ActivationRange> ranges) implements OnnxNumbers {
    /** Copies the map. */
    public Int8 {
      ranges = Map.copyOf(ranges);
    }

    @Override
    public String label() {
      return "int8";
    }
  }
}
