package dev.signet.runfolder;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.config.Json;
import dev.signet.files.AtomicFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Where a training is, for whoever watches its folder: {@code progress.json}.
 *
 * @param state {@link #TRAINING}, {@link #FAILED}, or why it ended, such as {@code completed}
 * @param process that trains
 * @param time when this was so, milliseconds since 1970
 * @param epoch that is under way, counted from 0; once it has ended, the epochs that are complete
 * @param epochs of the whole run
 * @param step that comes next, counted from 0 over the whole run
 * @param stepsPerEpoch batches an epoch
 * @param picturesPerSecond trained in the epoch that is under way; 0 before its first step
 * @param secondsLeft forecast from the pace so far, evaluation counted; 0 if nothing is known
 * @param steps what the steps of this process were like
 */
public record RunProgress(
    String state,
    RunningProcess process,
    long time,
    int epoch,
    int epochs,
    long step,
    int stepsPerEpoch,
    double picturesPerSecond,
    double secondsLeft,
    Steps steps) {
  /** The state of a training that gets on. */
  public static final String TRAINING = "training";

  /** The state of a training that ended by an error. */
  public static final String FAILED = "failed";

  /** A file younger than this is that of a training that gets on, wherever its process is. */
  private static final long FRESH_MILLIS = 30_000;

  /**
   * Steps, thinned out to a few hundred points: three lists of one length.
   *
   * @param at the last step of each point, counted from 0 over the whole run
   * @param loss mean over the point's steps, nats
   * @param learningRate of the point's last step
   */
  public record Steps(List<Long> at, List<Double> loss, List<Double> learningRate) {
    /** Keeps its own lists, which must be of one length. */
    public Steps {
      at = List.copyOf(at);
      loss = List.copyOf(loss);
      learningRate = List.copyOf(learningRate);
      if (loss.size() != at.size() || learningRate.size() != at.size()) {
        throw new SignetException(
            Text.of(
                "%d steps need as many losses and learning rates but there are %d and %d",
                at.size(), loss.size(), learningRate.size()));
      }
    }
  }

  /**
   * Whether it gets on: it said so a moment ago, or its process lives on this machine. Of a process
   * of this machine that has ended it is known at once that it does not.
   */
  public boolean isUnderWay(Instant now) {
    return state.equals(TRAINING)
        && !process.isGone()
        && (Math.abs(now.toEpochMilli() - time) < FRESH_MILLIS || process.isAlive());
  }

  /**
   * Writes the file as a whole or not at all. It is not forced to the disk: it is written again in
   * a moment.
   */
  public void write(Path file) {
    AtomicFile.writeForNow(file, Json.write(this));
  }

  /**
   * Reads it back.
   *
   * @throws SignetException if the file cannot be read or is no progress
   */
  public static RunProgress read(Path file) {
    return Json.readFile(RunProgress.class, file);
  }
}
