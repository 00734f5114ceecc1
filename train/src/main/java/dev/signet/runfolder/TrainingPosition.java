package dev.signet.runfolder;

import dev.signet.Text;
import java.util.List;

/**
 * Where a training stands between two steps. With the run's seed it fixes all that comes: the order
 * of the pictures, their random changes and the learning rate are functions of seed, epoch and
 * step.
 *
 * @param epoch that is under way, counted from 0; epochs before it are complete
 * @param batch steps of it that were taken, left out ones counted
 * @param step steps of the whole run
 * @param lr learning rate of the last step
 * @param running sums over the epoch that is under way
 * @param seconds since the training began, pauses between a stop and a resume not counted
 * @param nonFiniteInARow steps that were just left out because their loss was no finite number
 * @param history the epochs that are complete
 */
public record TrainingPosition(
    int epoch,
    int batch,
    long step,
    double lr,
    Running running,
    double seconds,
    int nonFiniteInARow,
    List<EpochRecord> history) {
  /**
   * Sums over the part of an epoch that was trained.
   *
   * @param loss of all pictures, in nats
   * @param accuracy sum of 0 and 1
   * @param pictures that were counted
   * @param seconds that it took
   */
  public record Running(double loss, double accuracy, long pictures, double seconds) {}

  public TrainingPosition {
    history = List.copyOf(history);
  }

  /** Where it stands, for a person: {@code epoch 3, step 120}. */
  public String describe() {
    return batch == 0
        ? Text.of("the end of epoch %d (step %d)", epoch, step)
        : Text.of("epoch %d, step %d", epoch + 1, step);
  }
}
