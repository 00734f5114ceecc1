package dev.signet.artifact;

import java.time.Instant;

/**
 * A process of this machine. Its number alone would not do: numbers are given again.
 *
 * @param pid its number
 * @param startedAt milliseconds since 1970; 0 if the system does not tell
 */
public record RunningProcess(long pid, long startedAt) {
  /** Systems work the time of a start out from the time of theirs, which may move a little. */
  private static final long CLOCK_MILLIS = 5_000;

  /** This process. */
  public static RunningProcess current() {
    ProcessHandle self = ProcessHandle.current();
    return new RunningProcess(self.pid(), startOf(self));
  }

  /** Whether it lives. */
  public boolean isAlive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(RunningProcess::startOf)
        .filter(start -> Math.abs(start - startedAt) < CLOCK_MILLIS)
        .isPresent();
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }
}
