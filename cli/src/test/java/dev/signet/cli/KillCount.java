package dev.signet.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What kills have hit, and how many steps have to be taken again. */
final class KillCount {
  private static final Pattern STEP = Pattern.compile("step-(\\d+)\\.safetensors");
  private static final Pattern EPOCH = Pattern.compile("^(\\d+),", Pattern.MULTILINE);

  private final List<Long> lost = new ArrayList<>();
  private int beforeCheckpoints;
  private int halfCheckpoints;
  private int otherHalves;
  private FileTime historyBefore = FileTime.fromMillis(0);

  /** Looks at a run whose next process is to be killed. */
  void before(Path run) throws IOException {
    historyBefore = historyOf(run);
  }

  private static FileTime historyOf(Path run) throws IOException {
    Path history = run.resolve("history.csv");
    return Files.exists(history) ? Files.getLastModifiedTime(history) : FileTime.fromMillis(0);
  }

  /** Counts a process that has just been killed. */
  void add(Path run) throws IOException {
    List<String> halves =
        FaultBench.halves(run).stream().map(file -> file.getFileName().toString()).toList();
    List<String> cut = halves.stream().filter(CheckpointAim::isHalf).toList();
    if (!cut.isEmpty()) {
      halfCheckpoints++;
    } else if (!halves.isEmpty()) {
      otherHalves++;
    }
    long saved = newest(run);
    if (saved == 0) {
      beforeCheckpoints++;
    }
    boolean trained = !historyOf(run).equals(historyBefore); // else it has lost nothing of its own
    long done = Math.max(completed(run), cut.stream().mapToLong(KillCount::step).max().orElse(0));
    lost.add(trained ? Math.max(0, done - saved) : 0);
  }

  /** Steps of the newest whole checkpoint; 0 if there is none. */
  private static long newest(Path run) throws IOException {
    Path folder = run.resolve("checkpoints");
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("step-"))
          .mapToLong(KillCount::step)
          .max()
          .orElse(0);
    }
  }

  private static long step(String name) {
    Matcher matcher = STEP.matcher(name);
    return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
  }

  /** Steps of the epochs in the history: it is written before the checkpoint. */
  private static long completed(Path run) throws IOException {
    Path history = run.resolve("history.csv");
    if (!Files.exists(history)) {
      return 0;
    }
    long epochs = EPOCH.matcher(Files.readString(history)).results().count();
    return epochs * FaultBench.STEPS_PER_EPOCH;
  }

  int kills() {
    return lost.size();
  }

  /** Kills that have left a half-written checkpoint. */
  int halfCheckpoints() {
    return halfCheckpoints;
  }

  /** The most that one kill has cost. */
  long mostSteps() {
    return lost.isEmpty() ? 0 : Collections.max(lost);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        ("%d kills, %d of them left a half-written checkpoint, %d the half of another file, %d"
            + " came before the first checkpoint; steps taken again after each: %s"),
        kills(),
        halfCheckpoints,
        otherHalves,
        beforeCheckpoints,
        lost);
  }
}
