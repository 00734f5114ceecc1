package dev.signet.libtorch;

import org.bytedeco.javacpp.Pointer;

/** What the process holds beside Java's heap. Safe for use by many threads. */
public final class NativeMemory {
  private NativeMemory() {}

  /** Bytes of memory that the process occupies now, heap and native memory together. */
  public static long residentBytes() {
    return Pointer.physicalBytes();
  }

  /** Bytes of native memory that Java objects own; what libtorch keeps inside is not among them. */
  public static long heldBytes() {
    return Pointer.totalBytes();
  }
}
