package dev.signet.server.metrics;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the process occupies, as Linux tells it; not a number elsewhere. */
final class ProcessMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private ProcessMemory() {}

  /** Bytes of memory, Java's heap and native memory together. */
  static double resident() {
    try {
      Matcher found = RESIDENT.matcher(Files.readString(STATUS, StandardCharsets.ISO_8859_1));
      return found.find() ? Long.parseLong(found.group(1)) * 1024.0 : Double.NaN;
    } catch (IOException e) {
      return Double.NaN;
    }
  }

  /** Bytes of memory without Java's heap: the networks above all. */
  static double besideHeap() {
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
    return Math.max(0, resident() - heap);
  }
}
