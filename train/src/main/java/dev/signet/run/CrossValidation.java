package dev.signet.run;

import dev.signet.SignetException;
import dev.signet.confidence.Share;
import dev.signet.config.Json;
import dev.signet.data.DataParts;
import dev.signet.data.ImageSource;
import dev.signet.data.configured.ConfiguredData;
import dev.signet.data.split.Folds;
import dev.signet.files.AtomicFile;
import dev.signet.metrics.EvaluatedPicture;
import dev.signet.metrics.Evaluation;
import dev.signet.metrics.Repeats;
import dev.signet.runfolder.CrossValidationFolder;
import dev.signet.runfolder.EvaluationFile;
import dev.signet.runfolder.PredictionsFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What the runs of a cross-validation came to: {@code folds.json}.
 *
 * @param data what the pictures are called
 * @param folds one a run, in order
 * @param accuracy over the folds
 * @param balancedAccuracy over the folds: the mean of the classes' accuracies
 * @param loss over the folds, nats
 * @param outOfFold all pictures, each answered by the network that had not seen it
 */
public record CrossValidation(
    String data,
    List<Fold> folds,
    Repeats accuracy,
    Repeats balancedAccuracy,
    Repeats loss,
    Share outOfFold) {
  /**
   * What one run came to.
   *
   * @param fold which one, from 1
   * @param count pictures that it was judged by
   * @param correct those answered rightly
   * @param accuracy their share
   * @param balancedAccuracy the mean of the classes' accuracies
   * @param loss mean cross entropy, nats
   */
  public record Fold(
      int fold, long count, long correct, double accuracy, double balancedAccuracy, double loss) {
    private static Fold of(int number, Evaluation evaluation) {
      return new Fold(
          number,
          evaluation.count(),
          evaluation.correct(),
          evaluation.accuracy(),
          evaluation.byClass().macro().recall(),
          evaluation.loss());
    }
  }

  public CrossValidation {
    folds = List.copyOf(folds);
  }

  /**
   * Sums up runs that were all judged, and writes {@code folds.json} and {@code predictions.csv},
   * in the order of the pictures.
   *
   * @param whole the pictures before they were dealt into folds
   * @throws SignetException if a run was judged by other pictures
   */
  public static CrossValidation conclude(
      CrossValidationFolder folder, CrossValidationFolder.Plan plan, DataParts whole) {
    List<Fold> scores = new ArrayList<>();
    List<EvaluatedPicture> pictures = new ArrayList<>();
    ImageSource train = whole.train();
    Folds folds = ConfiguredData.folds(train, plan.run(1).data());
    for (int number = 1; number <= plan.folds(); number++) {
      scores.add(Fold.of(number, EvaluationFile.read(folder.fold(number).evaluation())));
      List<EvaluatedPicture> said = PredictionsFile.read(folder.fold(number).predictions());
      int[] places = folds.split(number).heldOut();
      requireSame(folder, number, said, train, places);
      IntStream.range(0, places.length).forEach(i -> pictures.add(said.get(i).at(places[i])));
    }
    pictures.sort(Comparator.comparingInt(EvaluatedPicture::index));
    long correct = pictures.stream().filter(EvaluatedPicture::correct).count();
    CrossValidation all =
        new CrossValidation(
            train.name(),
            scores,
            repeats(scores, Fold::accuracy),
            repeats(scores, Fold::balancedAccuracy),
            repeats(scores, Fold::loss),
            Share.of(correct, pictures.size()));
    PredictionsFile.write(pictures, folder.predictions());
    AtomicFile.write(folder.summary(), Json.write(all) + "\n");
    return all;
  }

  private static void requireSame(
      CrossValidationFolder folder,
      int number,
      List<EvaluatedPicture> said,
      ImageSource train,
      int[] places) {
    boolean same =
        said.size() == places.length
            && IntStream.range(0, places.length)
                .allMatch(
                    i ->
                        said.get(i).id().equals(train.id(places[i]))
                            && said.get(i)
                                .label()
                                .equals(train.classes().get(train.label(places[i]))));
    if (!same) {
      throw new SignetException(
          "the run in %s was judged by other pictures than the fold has now; bring them back, or"
                  .formatted(folder.fold(number).path())
              + " start a new cross-validation (--out)");
    }
  }

  private static Repeats repeats(List<Fold> folds, ToDoubleFunction<Fold> figure) {
    return Repeats.of(folds.stream().mapToDouble(figure).boxed().toList());
  }
}
