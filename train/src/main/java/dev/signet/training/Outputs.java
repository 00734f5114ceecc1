package dev.signet.training;

import dev.signet.confidence.FeatureSpace;
import dev.signet.data.ImageSource;
import dev.signet.metrics.LabelledLogits;
import dev.signet.metrics.Tally;
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
