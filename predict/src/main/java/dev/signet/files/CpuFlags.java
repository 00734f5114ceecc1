package dev.signet.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the processor can do, as Linux lists it; of other systems nothing is known. */
public final class CpuFlags {
  private CpuFlags() {}

  /** Whether it adds up products of 8-bit integers in one instruction (VNNI). */
  public static boolean vnni() {
    return hasAny("avx512_vnni", "avx_vnni");
  }

  /** Whether it multiplies bfloat16 numbers (AVX512-BF16 or AMX). */
  public static boolean bf16() {
    return hasAny("avx512_bf16", "amx_bf16");
  }

  private static boolean hasAny(String... flags) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("flags"))
          .findFirst()
          .map(line -> Set.of(flags).stream().anyMatch(List.of(line.split("\\s+"))::contains))
          .orElse(false);
    } catch (IOException e) {
      return false;
    }
  }
}
