package dev.signet.lab;

import dev.signet.confidence.WilsonInterval;
import dev.signet.data.ImageSource;
import dev.signet.inference.Classifier;
import dev.signet.inference.Prediction;
import dev.signet.metrics.Spread;
import dev.signet.picture.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Whether a model answers a set of pictures in other numbers as it does in fp32, and how soon:
 * whole answers, with what is computed again.
 */
public final class AnswerBenchmark {
  private AnswerBenchmark() {}

  /**
   * What came out, as {@code bench predict} writes it in JSON.
   *
   * @param engine precision and engine, for people
   * @param pictures that were answered
   * @param same with the first answer's class, or {@code unknown} as there
   * @param interval of the share of these, 95 %
   * @param askedAgain that were computed again in fp32
   * @param right with the class of their label, {@code unknown} or not
   * @param meanDifference of the largest difference of a picture's probabilities
   * @param largestDifference of a probability
   * @param picturesPerSecond in batches, over all pictures
   */
  public record Row(
      String engine,
      int pictures,
      int same,
      WilsonInterval interval,
      long askedAgain,
      int right,
      double meanDifference,
      double largestDifference,
      Spread picturesPerSecond) {}

  /**
   * Measures.
   *
   * @param classifiers of the same model; the first answers in fp32
   * @param pictures of the model's input size, labelled with its classes
   * @param batchSize pictures at once
   * @param rounds over all pictures, in turn, at least 1
   * @return a row for each classifier
   */
  public static List<Row> run(
      List<Classifier> classifiers, ImageSource pictures, int batchSize, int rounds) {
    List<List<byte[]>> batches = batches(pictures, batchSize);
    List<List<Prediction>> answers = classifiers.stream().map(it -> answers(it, batches)).toList();
    long[] again = classifiers.stream().mapToLong(Classifier::askedAgain).toArray();
    List<List<Double>> rates =
        classifiers.stream().map(it -> (List<Double>) new ArrayList<Double>()).toList();
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < classifiers.size(); i++) {
        long start = System.nanoTime();
        answers(classifiers.get(i), batches);
        rates.get(i).add(pictures.size() * 1e9 / (System.nanoTime() - start));
      }
    }
    return IntStream.range(0, classifiers.size())
        .mapToObj(
            i ->
                row(
                    classifiers.get(i).arithmetic(),
                    pictures,
                    answers.get(0),
                    answers.get(i),
                    again[i],
                    Spread.of(rates.get(i))))
        .toList();
  }

  private static Row row(
      String engine,
      ImageSource pictures,
      List<Prediction> expected,
      List<Prediction> answers,
      long again,
      Spread rate) {
    int size = answers.size();
    int same = count(size, i -> answers.get(i).answer().equals(expected.get(i).answer()));
    int right = count(size, i -> answers.get(i).ranking().get(0).index() == pictures.label(i));
    double[] apart =
        IntStream.range(0, size).mapToDouble(i -> apart(answers.get(i), expected.get(i))).toArray();
    return new Row(
        engine,
        size,
        same,
        WilsonInterval.of(same, size),
        again,
        right,
        Arrays.stream(apart).average().orElse(0),
        Arrays.stream(apart).max().orElse(0),
        rate);
  }

  private static int count(int size, IntPredicate which) {
    return (int) IntStream.range(0, size).filter(which).count();
  }

  private static double apart(Prediction one, Prediction other) {
    double[] probabilities = new double[other.ranking().size()];
    other.ranking().forEach(it -> probabilities[it.index()] = it.probability());
    return one.ranking().stream()
        .mapToDouble(it -> Math.abs(it.probability() - probabilities[it.index()]))
        .max()
        .orElse(0);
  }

  private static List<Prediction> answers(Classifier classifier, List<List<byte[]>> batches) {
    return batches.stream().flatMap(it -> classifier.predictPixels(it).stream()).toList();
  }

  private static List<List<byte[]>> batches(ImageSource pictures, int batchSize) {
    List<List<byte[]>> batches = new ArrayList<>();
    for (int from = 0; from < pictures.size(); from += batchSize) {
      int[] chosen = IntStream.range(from, Math.min(pictures.size(), from + batchSize)).toArray();
      batches.add(pixels(pictures.batch(chosen)));
    }
    return batches;
  }

  private static List<byte[]> pixels(Batch batch) {
    int bytes = batch.images().capacity() / batch.count();
    return IntStream.range(0, batch.count())
        .mapToObj(
            i -> {
              byte[] picture = new byte[bytes];
              batch.images().get(i * bytes, picture);
              return picture;
            })
        .toList();
  }
}
