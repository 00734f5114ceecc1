package dev.signet.audit;

import dev.signet.data.ImageSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much a simple property of a picture depends on its class: epsilon squared, the share of its
 * variance that lies between the classes, less what chance alone would put there (Kelley, 1935).
 *
 * @param property what was measured
 * @param explained 0 (the classes differ no more than chance makes them) to 1 (the class determines
 *     it)
 * @param classMeans the mean of each class, in the order of the labels, in grey levels; 0 for a
 *     class without pictures
 */
public record Confound(Property property, double explained, List<Double> classMeans) {
  /** Properties of a picture that no class should be known by. */
  public enum Property {
    /** Mean of all channels. */
    BRIGHTNESS,
    /** Mean spread of the channels. */
    CONTRAST,
    /** How much redder than blue. */
    WARMTH,
    /** How much greener than the mean of red and blue. */
    GREENNESS;

    /** From mean and spread of red, green and blue. */
    private double of(double[] colours) {
      return switch (this) {
        case BRIGHTNESS -> (colours[0] + colours[1] + colours[2]) / 3;
        case CONTRAST -> (colours[3] + colours[4] + colours[5]) / 3;
        case WARMTH -> colours[0] - colours[2];
        case GREENNESS -> colours[1] - (colours[0] + colours[2]) / 2;
      };
    }
  }

  /** Whether more of it is explained than the classes of independent pictures ever do. */
  public boolean isTelling() {
    return explained >= Findings.MUCH_EXPLAINED;
  }

  public Confound {
    classMeans = List.copyOf(classMeans);
  }

  /** All properties of a data set. */
  public static List<Confound> of(ImageSource dataset) {
    double[][] colours = ColourStatistics.ofAll(dataset);
    List<Confound> confounds = new ArrayList<>();
    for (Property property : Property.values()) {
      double[] values = Arrays.stream(colours).mapToDouble(property::of).toArray();
      int[] labels = new int[values.length];
      Arrays.setAll(labels, dataset::label);
      confounds.add(of(property, values, labels, dataset.classes().size()));
    }
    return confounds;
  }

  static Confound of(Property property, double[] values, int[] labels, int classes) {
    double[] sums = new double[classes];
    int[] counts = new int[classes];
    for (int i = 0; i < values.length; i++) {
      sums[labels[i]] += values[i];
      counts[labels[i]]++;
    }
    double mean = Arrays.stream(sums).sum() / values.length;
    List<Double> means = new ArrayList<>();
    double between = 0;
    for (int label = 0; label < classes; label++) {
      double own = counts[label] == 0 ? 0 : sums[label] / counts[label];
      means.add(own);
      between += counts[label] * (own - mean) * (own - mean);
    }
    double total = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
    long seen = Arrays.stream(counts).filter(count -> count > 0).count();
    return new Confound(property, explained(between, total, values.length, seen), means);
  }

  private static double explained(double between, double total, int pictures, long classes) {
    if (total == 0 || pictures <= classes) {
      return 0;
    }
    double within = Math.max(0, total - between) / (pictures - classes);
    return Math.max(0, 1 - within / (total / (pictures - 1)));
  }
}
