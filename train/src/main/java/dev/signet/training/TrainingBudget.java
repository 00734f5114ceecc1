package dev.signet.training;

import dev.signet.InvalidValueException;
import dev.signet.Text;
import dev.signet.config.RunConfig;
import dev.signet.config.SizeStage;
import dev.signet.config.TrainingConfig;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.model.NormStatistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Plans a training that is to be over in a given time: it measures what steps cost here and chooses
 * the number of epochs, and smaller pictures if too few epochs would fit. The schedule then runs to
 * its end inside the time, rather than being cut off.
 */
public final class TrainingBudget {
  /** Fewer epochs than these are not worth their full-sized pictures. */
  static final int FEWEST_EPOCHS = 6;

  private static final int MOST_EPOCHS = 100_000; // of a TrainingConfig

  private static final List<Double> LARGEST_SCALES = List.of(1.0, 0.75, 0.5);
  private static final double SAVING_SECONDS = 1;

  /** Aims a little below the budget: a machine is more often slower than measured than faster. */
  private static final double AIM = 0.97;

  private TrainingBudget() {}

  /**
   * What fits.
   *
   * @param training with the number of epochs and the picture sizes that fit
   * @param forecast wall time from the call of {@link #plan} to the end of the run
   */
  public record Plan(TrainingConfig training, Duration forecast) {}

  /** What a run does beside its steps: pictures learned from, watched by each epoch, judged by. */
  record Work(int train, int watched, int judged) {
    static Work of(DataParts data) {
      int watched = data.watched().map(ImageSource::size).orElse(0);
      int test = data.test().map(ImageSource::size).orElse(0);
      return new Work(data.train().size(), watched, data.train().size() + test);
    }
  }

  /**
   * Measures for some seconds, which count, and plans.
   *
   * @throws InvalidValueException if not one epoch of small pictures would fit
   */
  public static Plan plan(RunConfig config, DataParts data, ComputeDevice device, Duration budget) {
    long start = System.nanoTime();
    Work work = Work.of(data);
    for (double largest : LARGEST_SCALES) {
      TrainingConfig training = withLargest(config.training(), largest);
      StepCosts costs = StepCosts.measure(config, data.train(), device, scales(training));
      double spent = (System.nanoTime() - start) / 1e9;
      double seconds = budget.toMillis() / 1e3 * AIM - spent;
      int epochs = epochsWithin(training, costs, work, seconds);
      boolean last = largest == LARGEST_SCALES.get(LARGEST_SCALES.size() - 1);
      if (epochs >= FEWEST_EPOCHS || (last && epochs >= 1)) {
        TrainingConfig planned = training.withEpochs(epochs);
        double forecast = spent + seconds(planned, costs, work);
        return new Plan(planned, Duration.ofMillis(Math.round(forecast * 1000)));
      }
      if (last) {
        throw new InvalidValueException(
            Text.of(
                "the budget (--budget) of %d s is too short: one epoch takes %.0f s here; give"
                    + " more",
                budget.toSeconds(), spent + seconds(training.withEpochs(1), costs, work)));
      }
    }
    throw new AssertionError("the last scale returns or throws");
  }

  /** The most epochs that end within the time; 0 if none. */
  static int epochsWithin(TrainingConfig training, StepCosts costs, Work work, double seconds) {
    int fits = 0;
    int tooMany = MOST_EPOCHS + 1;
    while (tooMany - fits > 1) {
      int epochs = (fits + tooMany) / 2;
      if (seconds(training.withEpochs(epochs), costs, work) <= seconds) {
        fits = epochs;
      } else {
        tooMany = epochs;
      }
    }
    return fits;
  }

  /** Wall time of a whole run, saved and judged. */
  static double seconds(TrainingConfig training, StepCosts costs, Work work) {
    double steps = (double) work.train() / training.batches().size();
    double total = work.judged() * costs.finalSeconds() + SAVING_SECONDS;
    for (int epoch = 0; epoch < training.epochs(); epoch++) {
      total += steps * costs.step(training.scale(epoch));
      total += work.watched() * costs.evaluationSeconds();
      if (training.ema() > 0 && work.watched() > 0) {
        total += statistics(work) * costs.evaluationSeconds();
      }
    }
    if (training.ema() > 0) {
      total += statistics(work) * costs.evaluationSeconds();
    }
    return total;
  }

  /** Pictures that the statistics of averaged weights are gathered from. */
  private static int statistics(Work work) {
    return Math.min(work.train(), NormStatistics.PICTURES);
  }

  /** The same course of sizes, none above a share of the full one. */
  static TrainingConfig withLargest(TrainingConfig training, double largest) {
    if (largest == 1) {
      return training;
    }
    List<SizeStage> sizes = new ArrayList<>();
    for (SizeStage stage : training.sizes()) {
      sizes.add(new SizeStage(stage.until(), Math.min(stage.scale(), largest)));
    }
    sizes.add(new SizeStage(1, largest));
    return training.withSizes(sizes);
  }

  private static Set<Double> scales(TrainingConfig training) {
    Set<Double> scales = new TreeSet<>();
    training.sizes().forEach(stage -> scales.add(stage.scale()));
    scales.add(training.withEpochs(MOST_EPOCHS).scale(MOST_EPOCHS - 1));
    return scales;
  }
}
