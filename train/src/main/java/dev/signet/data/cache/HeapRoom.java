package dev.signet.data.cache;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many bytes of pictures may be kept in memory. Thread-safe: it keeps no state. */
final class HeapRoom {
  /** Of the heap that is free; the rest is for what works on the pictures. */
  private static final double SHARE_OF_HEAP = 0.6;

  /** Of the machine, or of the container; networks live outside of the heap. */
  private static final double SHARE_OF_MACHINE = 0.5;

  private HeapRoom() {}

  static long bytes() {
    Runtime java = Runtime.getRuntime();
    long free = java.maxMemory() - (java.totalMemory() - java.freeMemory());
    return (long) Math.min(free * SHARE_OF_HEAP, machine() * SHARE_OF_MACHINE);
  }

  /** Java reads a container's limit, too. */
  private static double machine() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Double.MAX_VALUE;
  }
}
