package dev.signet.config;

import dev.signet.InvalidValueException;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;

/**
 * How a network is trained; a recipe is a name for one of these.
 *
 * @param epochs passes over the training pictures, 1 to 100,000
 * @param batches how the pictures are dealt out
 * @param optimizer how gradients become updates
 * @param schedule how the learning rate moves
 * @param labelSmoothing share of each label that is spread over all classes, 0 to below 1 (Szegedy
 *     et al., 2015)
 * @param classWeights what a picture of each class counts in the loss; files from before it came
 *     lack it
 * @param zeroInitResidual whether every block begins as its skip alone: the gain of its last batch
 *     norm starts at 0 (Goyal et al., 2017)
 * @param sizes smaller pictures for the first epochs, in order; the rest has the full size
 * @param augmentation random changes to the pictures
 * @param mixing how pictures are mixed with each other; files from before it came lack it
 * @param ema decay a step of a moving average of the weights, which is then what is judged and
 *     kept; 0 to below 1, and 0 keeps the last weights themselves. Files from before 0.1's end lack
 *     it
 * @param compute how the arithmetic is done
 */
@RecordBuilder
public record TrainingConfig(
    int epochs,
    BatchConfig batches,
    OptimizerConfig optimizer,
    ScheduleConfig schedule,
    double labelSmoothing,
    ClassWeights classWeights,
    boolean zeroInitResidual,
    List<SizeStage> sizes,
    AugmentationConfig augmentation,
    MixingConfig mixing,
    double ema,
    ComputeConfig compute)
    implements TrainingConfigBuilder.With {
  public TrainingConfig {
    sizes = List.copyOf(sizes);
    Ranges.require("number of epochs (--epochs)", epochs, 1, 100_000);
    Ranges.requireFraction("label smoothing (--label-smoothing)", labelSmoothing, false);
    Ranges.requireFraction("decay of the average of the weights (--ema)", ema, false);
    SizeStage.requireOrder(sizes);
    if (classWeights instanceof ClassWeights.Balanced && batches.sampling() == Sampling.BALANCED) {
      throw new InvalidValueException(
          "balanced class weights (--class-weights) and balanced sampling (--sampling) each make"
              + " every class count the same, together the rare ones count more; leave one of them"
              + " out");
    }
  }

  /** The learning rate of a step, counted from 0, of so many. */
  public double lr(long step, long totalSteps) {
    return optimizer.lr() * schedule.factor(step, totalSteps);
  }

  /** The share of the full picture's side that an epoch, counted from 0, is trained with. */
  public double scale(int epoch) {
    double done = (double) epoch / epochs;
    return sizes.stream()
        .filter(stage -> done < stage.until())
        .findFirst()
        .map(SizeStage::scale)
        .orElse(1.0);
  }

  /** The same with other batches and class weights, which must not both balance. */
  public TrainingConfig withBalance(BatchConfig dealt, ClassWeights weights) {
    return withClassWeights(new ClassWeights.Equal()).withBatches(dealt).withClassWeights(weights);
  }

  /** The first epoch, counted from 0, of pictures as large as the last epoch's. */
  public int firstOfLastSize() {
    int first = epochs - 1;
    while (first > 0 && scale(first - 1) == scale(epochs - 1)) {
      first--;
    }
    return first;
  }

  /** The same with another optimizer and schedule. */
  public TrainingConfig withOptimizer(OptimizerConfig value, ScheduleConfig course) {
    return withOptimizer(value).withSchedule(course);
  }
}
