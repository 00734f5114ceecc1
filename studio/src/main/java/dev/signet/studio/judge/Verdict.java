package dev.signet.studio.judge;

import dev.signet.metrics.CalibrationCurve.Bin;
import dev.signet.metrics.CleanScore;
import dev.signet.metrics.EvaluatedPicture;
import dev.signet.metrics.Evaluation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a run's model is worth.
 *
 * @param data what it was judged by
 * @param count pictures
 * @param accuracy share of right answers, 0 to 1
 * @param low lower end of its 95 % interval
 * @param high upper end
 * @param leaked pictures among them that it had learned from, or nearly
 * @param unknown pictures that it had better not answer
 * @param answeredRightly share of right answers to the others; empty if there are none
 * @param classes in the order of the labels
 * @param confusions which class is taken for which, the most frequent first
 * @param sayings how often it is right when it says that it is so sure, the surest first
 */
public record Verdict(
    String data,
    long count,
    double accuracy,
    double low,
    double high,
    long leaked,
    long unknown,
    Optional<Double> answeredRightly,
    List<ClassVerdict> classes,
    List<Confusion> confusions,
    List<Saying> sayings) {
  private static final int MOST_CONFUSIONS = 12;
  private static final int MOST_PICTURES = 6;
  private static final int EXAMPLES = 2;

  /** Confidences that are told of together begin here. */
  private static final double[] BANDS = {0.9, 0.7, 0.5, 0};

  /**
   * A class.
   *
   * @param count pictures of it
   * @param correct of them
   */
  public record ClassVerdict(String label, long count, long correct) {}

  /**
   * A class that is taken for another.
   *
   * @param label the true one
   * @param predicted the other one
   * @param count how often
   * @param of pictures of the true class
   * @param pictures some of them that are still there, the surest first
   * @param examples of the other class, which the network knows
   */
  public record Confusion(
      String label,
      String predicted,
      long count,
      long of,
      List<JudgedPicture> pictures,
      List<JudgedPicture> examples) {
    /** Keeps its own lists. */
    public Confusion {
      pictures = List.copyOf(pictures);
      examples = List.copyOf(examples);
    }
  }

  /**
   * Answers of about the same confidence.
   *
   * @param says their mean probability, 0 to 1
   * @param right share of them that is right, 0 to 1
   * @param count how many
   */
  public record Saying(double says, double right, long count) {}

  /** Keeps its own lists. */
  public Verdict {
    classes = List.copyOf(classes);
    confusions = List.copyOf(confusions);
    sayings = List.copyOf(sayings);
  }

  /**
   * Puts together what is known of a model.
   *
   * @param pictures what was said of each
   * @param find the picture of the project, if it is still there
   */
  public static Verdict of(
      Evaluation evaluation,
      List<EvaluatedPicture> pictures,
      Function<EvaluatedPicture, Optional<JudgedPicture>> find) {
    return new Verdict(
        evaluation.data(),
        evaluation.count(),
        evaluation.accuracy(),
        evaluation.interval().low(),
        evaluation.interval().high(),
        evaluation.withoutLeaked().map(CleanScore::leaked).orElse(0L),
        evaluation.confidence().abstention().unknown(),
        evaluation.confidence().abstention().answered().map(it -> it.accuracy()),
        evaluation.byClass().scores().stream()
            .map(it -> new ClassVerdict(it.label(), it.count(), it.correct()))
            .toList(),
        confusions(pictures, find),
        sayings(evaluation.confidence().calibrated().bins()));
  }

  private static List<Confusion> confusions(
      List<EvaluatedPicture> pictures, Function<EvaluatedPicture, Optional<JudgedPicture>> find) {
    Map<List<String>, List<EvaluatedPicture>> wrong = new LinkedHashMap<>();
    pictures.stream()
        .filter(it -> !it.correct())
        .sorted(Comparator.comparingDouble(EvaluatedPicture::probability).reversed())
        .forEach(
            it ->
                wrong
                    .computeIfAbsent(List.of(it.label(), it.predicted()), each -> new ArrayList<>())
                    .add(it));
    return wrong.values().stream()
        .sorted(Comparator.comparingInt((List<EvaluatedPicture> it) -> it.size()).reversed())
        .limit(MOST_CONFUSIONS)
        .map(it -> confusion(it, pictures, find))
        .toList();
  }

  private static Confusion confusion(
      List<EvaluatedPicture> wrong,
      List<EvaluatedPicture> all,
      Function<EvaluatedPicture, Optional<JudgedPicture>> find) {
    EvaluatedPicture first = wrong.get(0);
    List<JudgedPicture> shown =
        wrong.stream().flatMap(it -> find.apply(it).stream()).limit(MOST_PICTURES).toList();
    List<JudgedPicture> examples =
        all.stream()
            .filter(it -> it.correct() && it.label().equals(first.predicted()))
            .sorted(Comparator.comparingDouble(EvaluatedPicture::probability).reversed())
            .flatMap(it -> find.apply(it).stream())
            .limit(EXAMPLES)
            .toList();
    long of = all.stream().filter(it -> it.label().equals(first.label())).count();
    return new Confusion(first.label(), first.predicted(), wrong.size(), of, shown, examples);
  }

  private static List<Saying> sayings(List<Bin> bins) {
    List<Saying> sayings = new ArrayList<>();
    double above = Double.POSITIVE_INFINITY;
    for (double from : BANDS) {
      double to = above;
      List<Bin> band =
          bins.stream().filter(it -> it.confidence() >= from && it.confidence() < to).toList();
      long count = band.stream().mapToLong(Bin::count).sum();
      if (count > 0) {
        double says = band.stream().mapToDouble(it -> it.count() * it.confidence()).sum() / count;
        double right = band.stream().mapToDouble(it -> it.count() * it.accuracy()).sum() / count;
        sayings.add(new Saying(says, right, count));
      }
      above = from;
    }
    return sayings;
  }
}
