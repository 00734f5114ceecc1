package dev.signet.libtorch;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.Pointer;

/**
 * What the process holds beside Java's heap: tensors above all. Safe for use by many threads.
 *
 * @param bytes of memory in use that no file backs and that is not Java's heap; on Linux as the
 *     kernel tells, elsewhere the resident memory without the heap
 * @param objects native objects that Java owns: tensors and the small ones that operators take
 */
public record NativeMemory(long bytes, long objects) {
  private static final Path MAPPINGS = Path.of("/proc/self/smaps");
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  /** Java puts a heap of less than 32 GB below this address, and nothing native lies there. */
  private static final long ABOVE_HEAP = 1L << 36;

  /** Now; it takes some milliseconds. */
  public static NativeMemory now() {
    return new NativeMemory(Files.isReadable(MAPPINGS) ? ofMappings() : ofProcess(), liveObjects());
  }

  /** Only the objects: that takes nothing. */
  public static long liveObjects() {
    return Pointer.totalCount();
  }

  /** The most memory that the process has ever had, Java's heap included; 0 where unknown. */
  public static long peakBytes() {
    try {
      Matcher peak = PEAK.matcher(Files.readString(STATUS, StandardCharsets.ISO_8859_1));
      return peak.find() ? Long.parseLong(peak.group(1)) << 10 : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  /** Bytes of memory that the process occupies now, heap and native memory together. */
  public static long residentBytes() {
    return Pointer.physicalBytes();
  }

  /** Bytes of native memory that Java objects own; what libtorch keeps inside is not among them. */
  public static long heldBytes() {
    return Pointer.totalBytes();
  }

  /**
   * Gives free memory that lies between what is in use back to the system: what was held once, such
   * as a network in another layout, leaves holes that nothing fits into. It takes milliseconds, and
   * does nothing where the C library is not glibc.
   */
  public static void trim() {
    Pointer.trimMemory();
  }

  private static long ofProcess() {
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted();
    return Math.max(0, Pointer.physicalBytes() - heap);
  }

  private static long ofMappings() {
    try {
      long kilobytes = 0;
      boolean counts = false;
      for (String line : Files.readAllLines(MAPPINGS, StandardCharsets.ISO_8859_1)) {
        int space = line.indexOf(' ');
        if (space > 0 && line.charAt(space - 1) != ':') {
          counts = isNative(line.split(" +", 6));
        } else if (counts && line.startsWith("Rss:")) {
          kilobytes += Long.parseLong(line.substring(4, line.length() - 3).strip());
        }
      }
      return kilobytes << 10;
    } catch (IOException e) {
      return ofProcess();
    }
  }

  /** Of a mapping's line: addresses, permissions, offset, device, inode and perhaps a path. */
  private static boolean isNative(String[] fields) {
    long start = Long.parseUnsignedLong(fields[0].substring(0, fields[0].indexOf('-')), 16);
    boolean anonymous =
        fields[4].equals("0")
            && (fields.length < 6 || fields[5].isBlank() || fields[5].equals("[heap]"));
    return anonymous && Long.compareUnsigned(start, ABOVE_HEAP) >= 0;
  }
}
