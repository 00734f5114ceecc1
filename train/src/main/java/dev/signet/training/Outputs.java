package dev.signet.training;

import dev.signet.confidence.FeatureSpace;
import dev.signet.data.ImageSource;
import dev.signet.inference.Classifier;
import dev.signet.metrics.LabelledLogits;
import dev.signet.metrics.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What a network made of pictures, in their order.
 *
 * @param pictures that it was shown
 * @param logits by picture and class
 * @param features that its last layer saw, by picture
 */
public record Outputs(ImageSource pictures, List<float[]> logits, List<float[]> features) {
  /**
   * What a classifier answers pictures by, with whatever it computes again for them.
   *
   * @param classes that it tells apart
   * @param batch pictures that it is shown at once
   */
  public static Outputs answered(
      Classifier classifier, ImageSource pictures, int classes, int batch) {
    List<float[]> logits = new ArrayList<>();
    List<float[]> features = new ArrayList<>();
    for (int from = 0; from < pictures.size(); from += batch) {
      int to = Math.min(pictures.size(), from + batch);
      List<byte[]> pixels = IntStream.range(from, to).mapToObj(pictures::pixels).toList();
      for (float[] numbers : classifier.outputs(pixels)) {
        logits.add(Arrays.copyOf(numbers, classes));
        features.add(Arrays.copyOfRange(numbers, classes, numbers.length));
      }
    }
    return new Outputs(pictures, logits, features);
  }

  /** Those of some of the pictures. */
  Outputs of(int[] chosen) {
    return new Outputs(
        pictures.subset(pictures.name(), chosen),
        Arrays.stream(chosen).mapToObj(logits::get).toList(),
        Arrays.stream(chosen).mapToObj(features::get).toList());
  }

  /** Loss and confusion matrix. */
  public Tally evaluation() {
    return Tally.of(labelled());
  }

  /** The logits with their labels. */
  public LabelledLogits labelled() {
    return labelled(feature -> 0);
  }

  /** The same, and how far each picture's features are from a space. */
  public LabelledLogits labelled(FeatureSpace space) {
    return labelled(space::distance);
  }

  private LabelledLogits labelled(ToDoubleFunction<float[]> novelty) {
    int[] labels = IntStream.range(0, pictures.size()).map(pictures::label).toArray();
    return new LabelledLogits(logits, features.stream().mapToDouble(novelty).toArray(), labels);
  }
}
