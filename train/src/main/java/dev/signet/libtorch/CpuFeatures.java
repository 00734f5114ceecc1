package dev.signet.libtorch;

import dev.signet.files.CpuFlags;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.global.torch;

/**
 * What the processor can do that matters here.
 *
 * @param capability the instruction set that libtorch's kernels use, such as {@code AVX512}
 * @param avx2 256-bit vectors
 * @param avx512 512-bit vectors
 * @param bf16 products of bfloat16 numbers (AVX512-BF16 or AMX)
 */
public record CpuFeatures(String capability, boolean avx2, boolean avx512, boolean bf16) {
  /** Asks libtorch, which asks the processor. */
  public static CpuFeatures detect() {
    Libtorch.load();
    String capability = torch.get_cpu_capability().getString();
    boolean avx512 = capability.contains("AVX512");
    return new CpuFeatures(
        capability, avx512 || capability.contains("AVX2"), avx512, CpuFlags.bf16());
  }

  /** One line for people. */
  public String describe() {
    List<String> words = new ArrayList<>();
    words.add("AVX2 " + yesNo(avx2));
    words.add("AVX-512 " + yesNo(avx512));
    words.add("bf16 " + yesNo(bf16));
    return String.join(", ", words) + " (libtorch uses " + capability + ")";
  }

  private static String yesNo(boolean value) {
    return value ? "yes" : "no";
  }
}
