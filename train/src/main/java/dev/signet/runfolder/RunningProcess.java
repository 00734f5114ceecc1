package dev.signet.runfolder;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process. Its number alone would not do: numbers are given again, and every machine and every
 * container has its own.
 *
 * @param pid its number
 * @param startedAt milliseconds since 1970; 0 if the system does not tell
 * @param system whose number it is: on Linux the start of the machine and the namespace of its
 *     numbers; absent elsewhere, and from files of before it was written
 */
public record RunningProcess(
    long pid,
    long startedAt,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> system) {
  /** Systems work the time of a start out from the time of theirs, which may move a little. */
  private static final long CLOCK_MILLIS = 5_000;

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path NUMBERS = Path.of("/proc/self/ns/pid");

  /** A process of this machine as far as anybody knows. */
  public RunningProcess(long pid, long startedAt) {
    this(pid, startedAt, Optional.empty());
  }

  /** This process. */
  public static RunningProcess current() {
    ProcessHandle self = ProcessHandle.current();
    return new RunningProcess(self.pid(), startOf(self), thisSystem());
  }

  /** Whether it lives, here; false also if it may live elsewhere. */
  public boolean isAlive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(RunningProcess::startOf)
        .filter(start -> Math.abs(start - startedAt) < CLOCK_MILLIS)
        .isPresent();
  }

  /** Whether it has certainly ended: it was one of this system, which has none of its number. */
  public boolean isGone() {
    return system.isPresent()
        && system.equals(thisSystem())
        && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
  }

  private static Optional<String> thisSystem() {
    try {
      return Optional.of(Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(NUMBERS));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
