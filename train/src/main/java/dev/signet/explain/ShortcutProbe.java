package dev.signet.explain;

import dev.signet.confidence.Share;
import dev.signet.data.ImageSource;
import dev.signet.inference.Classifier;
import dev.signet.inference.Prediction;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Whether a model could have taken a shortcut (Geirhos et al., "Shortcut Learning in Deep Neural
 * Networks", 2020): how much of the class the border of the pictures gives away. Not safe for use
 * by several threads.
 */
public final class ShortcutProbe {
  /** Training pictures that a border is compared with, at most. */
  private static final int REFERENCES = 5000;

  private static final int BATCH = 64;

  private final Classifier classifier;
  private final Explainer explainer;
  private final Frame frame;
  private final int most;

  /**
   * A probe of a model.
   *
   * @param classifier of the model
   * @param explainer of the same model
   * @param frame the border
   * @param most pictures that are judged, spread evenly over the data set
   */
  public ShortcutProbe(Classifier classifier, Explainer explainer, Frame frame, int most) {
    this.classifier = classifier;
    this.explainer = explainer;
    this.frame = frame;
    this.most = most;
  }

  /** Pictures of a data set that are judged. */
  public int count(ImageSource dataset) {
    return Math.min(most, dataset.size());
  }

  /**
   * Asks the model.
   *
   * @param judged labelled pictures of the model's input size and classes
   * @param train what it was trained on, if that is at hand
   * @param progress is told how many pictures were judged
   */
  public ShortcutReport run(ImageSource judged, Optional<ImageSource> train, IntConsumer progress) {
    int[] indices = EvenSample.of(judged.size(), most);
    byte[] filling = MeanPicture.of(train.orElse(judged));
    Map<ProbeView, Long> correct = new EnumMap<>(ProbeView.class);
    List<Heatmap> heatmaps = new ArrayList<>();
    for (int from = 0; from < indices.length; from += BATCH) {
      int to = Math.min(indices.length, from + BATCH);
      List<byte[]> pictures = new ArrayList<>();
      int[] labels = new int[to - from];
      for (int i = from; i < to; i++) {
        pictures.add(judged.pixels(indices[i]));
        labels[i - from] = judged.label(indices[i]);
      }
      for (ProbeView view : ProbeView.values()) {
        int[] answers = answers(pictures, view.hidden(frame), filling);
        correct.merge(view, matches(answers, labels), Long::sum);
        if (view == ProbeView.WHOLE) {
          heatmaps.addAll(explainer.heatmaps(pictures, answers));
        }
      }
      progress.accept(to);
    }
    Map<ProbeView, Share> scores = new EnumMap<>(ProbeView.class);
    correct.forEach((view, count) -> scores.put(view, Share.of(count, indices.length)));
    return new ShortcutReport(
        frame,
        commonest(judged, indices),
        scores,
        heat(heatmaps, frame.region()),
        heat(heatmaps, ProbeView.centre(frame.size(), frame.area())),
        floor(judged, indices, train, frame.region()),
        floor(judged, indices, train, ProbeView.corners(frame.size())));
  }

  private static Optional<Share> floor(
      ImageSource judged, int[] indices, Optional<ImageSource> train, Region region) {
    return train.map(
        part ->
            Share.of(
                new BorderFloor(part, region, REFERENCES).correct(judged, indices),
                indices.length));
  }

  private int[] answers(List<byte[]> pictures, Region hidden, byte[] filling) {
    List<Prediction> predictions =
        classifier.predictPixels(
            pictures.stream().map(picture -> hidden.takenFrom(picture, filling)).toList());
    return predictions.stream().mapToInt(each -> each.ranking().get(0).index()).toArray();
  }

  private static long matches(int[] answers, int[] labels) {
    long matches = 0;
    for (int i = 0; i < labels.length; i++) {
      matches += answers[i] == labels[i] ? 1 : 0;
    }
    return matches;
  }

  private static double commonest(ImageSource judged, int[] indices) {
    int[] counts = new int[judged.classes().size()];
    int most = 0;
    for (int index : indices) {
      most = Math.max(most, ++counts[judged.label(index)]);
    }
    return (double) most / indices.length;
  }

  /** Maps without any heat have no share anywhere and are left out. */
  private static Optional<HeatShare> heat(List<Heatmap> heatmaps, Region region) {
    List<Double> shares =
        heatmaps.stream()
            .map(heatmap -> heatmap.shareOn(region))
            .filter(share -> !share.isNaN())
            .toList();
    return shares.isEmpty() ? Optional.empty() : Optional.of(HeatShare.of(shares, region.area()));
  }
}
