package dev.signet.training;

import dev.signet.training.LearningRateSweep.End;
import dev.signet.training.LearningRateSweep.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Smooths the losses of a sweep and says when there is nothing more to see. */
final class SweepRecorder {
  /**
   * The smoothed loss is the mean of about this share of the steps. fastai's fixed weight of 0.98
   * means the last 50 batches, half of a sweep of 100 steps: too many to follow the loss.
   */
  private static final double WINDOW = 0.1;

  /** A smoothed loss this many times its lowest does not come back (fastai's limit). */
  private static final double GROWN = 4;

  private final int steps;
  private final List<Point> points = new ArrayList<>();
  private final double beta;
  private double mean;
  private double lowest = Double.POSITIVE_INFINITY;

  /** A recorder of at most so many steps. */
  SweepRecorder(int steps) {
    this.steps = steps;
    this.beta = Math.max(0, 1 - 1 / (WINDOW * steps)); // 0.9 of 100 steps
  }

  /** The number of losses recorded. */
  int count() {
    return points.size();
  }

  /** Takes the loss of a step; the answer is why it was the last one, if it was. */
  Optional<End> record(double lr, double loss) {
    if (!Double.isFinite(loss)) {
      return Optional.of(End.LOSS_NOT_FINITE);
    }
    mean = beta * mean + (1 - beta) * loss;
    // Begun at 0, the mean is too small at first (Kingma and Ba, 2014, section 3).
    double smoothed = mean / (1 - Math.pow(beta, points.size() + 1));
    points.add(new Point(lr, loss, smoothed));
    lowest = Math.min(lowest, smoothed);
    if (smoothed > GROWN * lowest) {
      return Optional.of(End.LOSS_GREW);
    }
    return points.size() == steps ? Optional.of(End.COMPLETED) : Optional.empty();
  }

  LearningRateSweep ended(End end) {
    return new LearningRateSweep(points, end);
  }
}
