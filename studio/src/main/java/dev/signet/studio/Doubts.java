package dev.signet.studio;

import dev.signet.metrics.CalibrationCurve.Bin;
import dev.signet.metrics.Evaluation;
import dev.signet.studio.check.Doubt;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * Labels to doubt after a training: of the pictures that the network had not learned from, those
 * that it takes for another class and is as sure of that as it is on average.
 */
final class Doubts {
  private static final int MOST = 20;

  private final Path root;
  private final RunShelf shelf;

  Doubts(Path root, RunShelf shelf) {
    this.root = root;
    this.shelf = shelf;
  }

  /** What the newest run that was judged says. */
  List<Doubt> newest() {
    return shelf.read().stream()
        .filter(run -> run.evaluation().isPresent())
        .max(Comparator.comparingLong(RunSnapshot::changed))
        .flatMap(RunSnapshot::evaluation)
        .map(this::of)
        .orElse(List.of());
  }

  private List<Doubt> of(Evaluation evaluation) {
    double usual =
        evaluation.confidence().calibrated().bins().stream()
            .mapToDouble((Bin bin) -> bin.count() * bin.confidence() / evaluation.count())
            .sum();
    return evaluation.mostConfidentErrors().stream()
        .filter(it -> it.probability() >= usual)
        .limit(MOST)
        .flatMap(
            it ->
                RunPictures.of(root, it.id()).stream()
                    .filter(picture -> picture.label().equals(it.label()))
                    .map(picture -> new Doubt(picture, it.predicted(), it.probability())))
        .toList();
  }
}
