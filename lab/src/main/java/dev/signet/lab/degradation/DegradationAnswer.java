package dev.signet.lab.degradation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code signet degradation} answers in JSON.
 *
 * @param setup how all were trained, for people
 * @param sentences for people
 * @param networks by name, such as {@code plain20}
 */
public record DegradationAnswer(
    String setup, List<String> sentences, Map<String, Network> networks) {
  /** One of them; for the numbers see {@link DepthCurve}. */
  public record Network(
      double lastTrainError,
      double lastHeldOutError,
      List<Double> trainError,
      List<Double> heldOutError) {}

  /** Sums up. */
  public static DegradationAnswer of(List<DepthCurve> curves, String setup) {
    Map<String, Network> networks = new LinkedHashMap<>();
    for (DepthCurve curve : curves) {
      networks.put(
          curve.network().label(),
          new Network(
              curve.lastTrainError(),
              curve.lastHeldOutError(),
              curve.trainError(),
              curve.heldOutError()));
    }
    return new DegradationAnswer(setup, DegradationText.sentences(curves), networks);
  }
}
