package dev.signet.training;

import dev.signet.artifact.Int8;
import dev.signet.artifact.Manifest;
import dev.signet.artifact.ModelFile;
import dev.signet.confidence.Softmax;
import dev.signet.data.Batches;
import dev.signet.data.ImageSource;
import dev.signet.inference.Engine;
import dev.signet.inference.OnnxEngine;
import dev.signet.metrics.ConformalLimits;
import dev.signet.network.ActivationRange;
import dev.signet.network.FoldedNet;
import dev.signet.onnx.ActivationRanges;
import dev.signet.onnx.OnnxRuntime;
import dev.signet.picture.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Makes a model ready to answer in 8-bit integers, and measures what that changes: training
 * pictures say between which values the activations lie, and other pictures by how much int8
 * overstates the lead of its first class. Of what is overstated, all but one picture in 200 bounds
 * the rounding: split conformal prediction, as in {@link ConformalLimits}. An answer with a larger
 * lead is fp32's answer in 99.5 % of new pictures at least, if they are like those that were
 * measured; one with a smaller lead is left to fp32. Labels do not matter.
 */
public final class Int8Fit {
  private static final int RANGE_PICTURES = 256;
  private static final int MOST_PICTURES = 2000;
  private static final int BATCH = 32;

  private final Outputs exact;
  private final List<float[]> rounded = new ArrayList<>();

  private Int8Fit(Outputs exact) {
    this.exact = exact;
  }

  /**
   * Measures.
   *
   * @param train what the network learned from
   * @param learned what it says of them in fp32
   * @param validation what it says of others; they take the place of those where they are enough
   * @return empty if ONNX Runtime does not run here, or an answer is not a number
   */
  public static Optional<Int8> measure(
      ModelFile file, ImageSource train, Supplier<Outputs> learned, Optional<Outputs> validation) {
    if (!OnnxRuntime.isUsable()) {
      return Optional.empty();
    }
    Outputs exact =
        validation.filter(it -> it.pictures().size() >= Int8.LEAST_PICTURES).orElseGet(learned);
    Manifest manifest = file.manifest();
    FoldedNet net = file.toFoldedNet();
    int[] ranged = spread(train.size(), Math.min(RANGE_PICTURES, (train.size() + 1) / 2)).toArray();
    ImageSource shown = train.subset(train.name(), ranged);
    Map<String, ActivationRange> ranges =
        ActivationRanges.measure(net, manifest, Batches.inOrder(shown, BATCH));
    Int8Fit fit = new Int8Fit(exact.of(judging(exact.pictures(), train, ranged)));
    try (Engine int8 = OnnxEngine.int8(net, manifest, ranges, 0, 0)) {
      for (Batch batch : Batches.inOrder(fit.exact.pictures(), BATCH)) {
        fit.add(int8.logits(batch), batch.count());
      }
    }
    return fit.outcome(ranges);
  }

  /** Which pictures tell of the rounding: none whose activations made the ranges. */
  private static int[] judging(ImageSource pictures, ImageSource train, int[] ranged) {
    Set<Integer> out = new HashSet<>();
    if (pictures == train && train.size() > 1) {
      Arrays.stream(ranged).forEach(out::add);
    }
    int[] others = IntStream.range(0, pictures.size()).filter(i -> !out.contains(i)).toArray();
    return spread(others.length, MOST_PICTURES).map(place -> others[place]).toArray();
  }

  private void add(float[] logits, int count) {
    int classes = logits.length / count;
    for (int i = 0; i < count; i++) {
      rounded.add(Arrays.copyOfRange(logits, i * classes, (i + 1) * classes));
    }
  }

  private Optional<Int8> outcome(Map<String, ActivationRange> ranges) {
    int pictures = rounded.size();
    double[] overstated = IntStream.range(0, pictures).mapToDouble(this::overstated).toArray();
    double[] sorted = overstated.clone();
    Arrays.sort(sorted); // what is not a number comes last
    int place = new ConformalLimits(pictures, 1, Int8.AGREEMENT).place();
    double rounding = Math.max(0, sorted[pictures - place]);
    if (!Double.isFinite(sorted[pictures - 1])) {
      return Optional.empty();
    }
    int[] kept =
        IntStream.range(0, pictures)
            .filter(i -> lead(rounded.get(i), first(rounded.get(i))) > rounding)
            .toArray();
    int others =
        (int)
            Arrays.stream(kept)
                .filter(i -> first(rounded.get(i)) != first(exact.logits().get(i)))
                .count();
    return Optional.of(
        new Int8(
            ranges,
            rounding,
            pictures,
            exact.pictures().name(),
            pictures - others,
            pictures - kept.length,
            Arrays.stream(kept).mapToDouble(this::difference).average().orElse(0)));
  }

  /** By how much the lead of int8's first class is larger than in fp32. */
  private double overstated(int picture) {
    float[] logits = rounded.get(picture);
    int first = first(logits);
    return lead(logits, first) - lead(exact.logits().get(picture), first);
  }

  /** The largest difference of a probability. */
  private double difference(int picture) {
    double[] mine = Softmax.of(rounded.get(picture), 1);
    double[] theirs = Softmax.of(exact.logits().get(picture), 1);
    return IntStream.range(0, mine.length)
        .mapToDouble(i -> Math.abs(mine[i] - theirs[i]))
        .max()
        .orElse(0);
  }

  private static int first(float[] logits) {
    int first = 0;
    for (int i = 1; i < logits.length; i++) {
      first = logits[i] > logits[first] ? i : first;
    }
    return first;
  }

  /** By how much a class is ahead of the best other one; negative if it is behind. */
  private static double lead(float[] logits, int of) {
    return logits[of]
        - IntStream.range(0, logits.length)
            .filter(i -> i != of)
            .mapToDouble(i -> logits[i])
            .max()
            .orElse(Double.NEGATIVE_INFINITY);
  }

  /** So many places of a list, evenly chosen. */
  private static IntStream spread(int size, int most) {
    int count = Math.min(size, most);
    return IntStream.range(0, count).map(i -> (int) ((long) i * size / count));
  }
}
