package dev.signet.studio.training;

import dev.signet.runfolder.RunningProcess;
import java.util.List;
import java.util.Optional;

/**
 * A training that somebody asked for, as the studio remembers it.
 *
 * @param name of its run's folder
 * @param wish what was asked for
 * @param asked when, milliseconds since 1970
 * @param words of the command that is to be started next, or was started last
 * @param turn what becomes of it
 * @param process that was started last
 */
public record Training(
    String name,
    Wish wish,
    long asked,
    List<String> words,
    Turn turn,
    Optional<RunningProcess> process) {
  /** What becomes of a training. */
  public enum Turn {
    /** It waits for those before it. */
    WAITING,
    /** Its process was started. */
    STARTED,
    /** Its process was told to save and end, so that it can go on. */
    PAUSED,
    /** Its process was told to save and end. */
    STOPPED
  }

  /** Keeps its own list. */
  public Training {
    words = List.copyOf(words);
  }

  /** Whether its process lives. */
  public boolean isRunning() {
    return process.filter(RunningProcess::isAlive).isPresent();
  }

  Training waiting(List<String> command, long now) {
    return new Training(name, wish, now, command, Turn.WAITING, Optional.empty());
  }

  Training started(RunningProcess by) {
    return new Training(name, wish, asked, words, Turn.STARTED, Optional.of(by));
  }

  Training told(Turn end) {
    return new Training(name, wish, asked, words, end, process);
  }
}
