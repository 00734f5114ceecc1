package dev.signet.lab;

import dev.signet.metrics.Spread;
import java.util.List;

/**
 * What {@code signet bench data --growth} answers in JSON.
 *
 * @param growth one a data set
 */
public record GrowthAnswer(List<Row> growth) {
  /** One data set; for the numbers see {@link GrowthBenchmark.Point}. */
  public record Row(
      int pictures,
      double epochMs,
      Spread epochSpreadMs,
      double microsecondsPerPicture,
      double bytesPerPixel,
      double heapBytesPerPixel,
      long heapBytes) {
    static Row of(GrowthBenchmark.Point point) {
      return new Row(
          point.pictures(),
          point.epoch().median(),
          point.epoch(),
          point.microsPerPicture(),
          point.bytesPerPixel(),
          point.heapBytesPerPixel(),
          point.heapBytes());
    }
  }

  /** The outcome for JSON. */
  public static GrowthAnswer of(List<GrowthBenchmark.Point> points) {
    return new GrowthAnswer(points.stream().map(Row::of).toList());
  }
}
