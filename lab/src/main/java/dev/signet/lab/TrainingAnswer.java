package dev.signet.lab;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.signet.config.Precision;
import java.util.Map;

/**
 * What {@code signet bench train} answers in JSON.
 *
 * @param times milliseconds a step
 * @param phasesMs where a step's time goes, medians
 * @param precision of the fast settings
 * @param channelsLast whether their pictures lie so in memory
 * @param flopsPerStep floating-point operations of one step
 * @param matmulFlopsPerSecond that a large matrix product reaches
 * @param roofline the share of that rate that a step reaches, 0 to 1
 * @param peakBytes physical memory of the process at its largest
 */
public record TrainingAnswer(
    @JsonUnwrapped ComparedTimes times,
    Map<String, Double> phasesMs,
    Precision precision,
    boolean channelsLast,
    double flopsPerStep,
    double matmulFlopsPerSecond,
    double roofline,
    long peakBytes) {
  /** The outcome for JSON. */
  public static TrainingAnswer of(TrainingBenchmark.Result result) {
    return new TrainingAnswer(
        ComparedTimes.of(result.times()),
        DataAnswer.byName(result.phases()),
        result.arithmetic().precision(),
        result.arithmetic().channelsLast(),
        result.flopsPerStep(),
        result.matmulFlops(),
        result.roofline(),
        result.peakBytes());
  }
}
