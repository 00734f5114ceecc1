package dev.signet.training;

import java.util.List;
import java.util.Optional;

/**
 * The losses of a training whose learning rate grew from step to step. Immutable.
 *
 * @param points one a step with a finite loss, by rising learning rate
 * @param end why there are no more
 */
public record LearningRateSweep(List<Point> points, End end) {
  /**
   * The share of the points that are passed over at the beginning, one in so many: there the
   * smoothed loss is the mean of a few batches, and its slope is chance.
   */
  private static final int WARM_UP = 10;

  /**
   * How far the smoothed loss must come down from where the warm-up left it, as a share: batches
   * differ by more than nothing, so the lowest loss of a network that learns nothing is a little
   * below its first as well.
   */
  private static final double FALL = 0.05;

  /** A slope is taken over a tenth of the points: that of two neighbours is chance. */
  private static final int SLOPE_WINDOW = 10;

  /** fastai's factor between the minimum and a learning rate that can be lived with. */
  private static final double SAFETY = 10;

  public LearningRateSweep {
    points = List.copyOf(points);
  }

  /**
   * One step.
   *
   * @param lr its learning rate
   * @param loss of its batch before its update, in nats
   * @param smoothed the exponential mean of the losses up to here
   */
  public record Point(double lr, double loss, double smoothed) {}

  /** Why a sweep ended. */
  public enum End {
    /** All learning rates were tried. */
    COMPLETED,
    /** The smoothed loss was several times its lowest. */
    LOSS_GREW,
    /** The loss was NaN or infinite. */
    LOSS_NOT_FINITE,
    /** It was asked to stop. */
    INTERRUPTED
  }

  /**
   * What the curve says of a good learning rate.
   *
   * @param steepest where the smoothed loss fell the fastest per factor of the learning rate
   * @param minimum where the smoothed loss was lowest
   */
  public record Suggestion(double steepest, double minimum) {
    /**
     * The suggestion: a tenth of the learning rate at the minimum. At the minimum itself the loss
     * is about to rise, and smoothing moves it to the right. It is preferred to the steepest fall
     * because it rests on a level and not on a slope: another seed moves it less.
     */
    public double lr() {
      return minimum / SAFETY;
    }
  }

  /**
   * What the curve suggests.
   *
   * @return empty if the loss never fell by more than batches differ, or if the sweep was
   *     interrupted
   */
  public Optional<Suggestion> suggestion() {
    int first = points.size() / WARM_UP;
    if (end == End.INTERRUPTED || points.isEmpty()) {
      return Optional.empty();
    }
    int lowest = lowest(first);
    if (!(smoothed(lowest) < (1 - FALL) * smoothed(first))) {
      return Optional.empty();
    }
    return Optional.of(new Suggestion(lr(steepest(first, lowest)), lr(lowest)));
  }

  /** Whether the smoothed loss was lowest at the very end: it may fall further beyond. */
  public boolean fellToTheEnd() {
    return end == End.COMPLETED && !points.isEmpty() && lowest(0) == points.size() - 1;
  }

  private int lowest(int first) {
    int lowest = first;
    for (int i = first + 1; i < points.size(); i++) {
      if (smoothed(i) < smoothed(lowest)) {
        lowest = i;
      }
    }
    return lowest;
  }

  /** The middle of the window that falls the most per factor of the learning rate. */
  private int steepest(int first, int last) {
    int width = Math.min(Math.max(2, points.size() / SLOPE_WINDOW), last - first);
    int steepest = first;
    double smallest = Double.POSITIVE_INFINITY;
    for (int left = first; left + width <= last; left++) {
      int right = left + width;
      double slope = (smoothed(right) - smoothed(left)) / Math.log(lr(right) / lr(left));
      if (slope < smallest) {
        smallest = slope;
        steepest = left + width / 2;
      }
    }
    return steepest;
  }

  private double lr(int i) {
    return points.get(i).lr();
  }

  private double smoothed(int i) {
    return points.get(i).smoothed();
  }
}
