package dev.signet.lab;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.signet.config.Precision;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code signet bench data} answers in JSON.
 *
 * @param pictures that were loaded
 * @param times milliseconds for all
 * @param picturesPerSecond loaded
 * @param dataShare of a training step that is not the network's, 0 to 1
 * @param stepMs median of a training step
 * @param piecesMs of it, medians
 * @param trainingPicturesPerSecond that are trained on
 * @param precision of the step
 * @param bytesPerPixel in memory
 */
public record DataAnswer(
    int pictures,
    @JsonUnwrapped ComparedTimes times,
    double picturesPerSecond,
    double dataShare,
    double stepMs,
    Map<String, Double> piecesMs,
    double trainingPicturesPerSecond,
    Precision precision,
    double bytesPerPixel) {
  /** Both outcomes for JSON. */
  public static DataAnswer of(LoadingBenchmark.Result loading, DataShareBenchmark.Result share) {
    return new DataAnswer(
        loading.pictures(),
        ComparedTimes.of(loading.times()),
        loading.picturesPerSecond(),
        share.dataShare(),
        share.step().median(),
        byName(share.pieces()),
        share.picturesPerSecond(),
        share.arithmetic().precision(),
        loading.bytesPerPixel());
  }

  static Map<String, Double> byName(Map<? extends Enum<?>, Double> times) {
    Map<String, Double> named = new LinkedHashMap<>();
    times.forEach((each, millis) -> named.put(each.name().toLowerCase(Locale.ROOT), millis));
    return named;
  }
}
