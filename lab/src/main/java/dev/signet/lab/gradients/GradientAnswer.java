package dev.signet.lab.gradients;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code signet gradients} answers in JSON.
 *
 * @param setup how all were trained, for people
 * @param summary for people
 * @param sentences for people
 * @param layers their names, from the pictures to the logits
 * @param networks by name, such as {@code plain_bn}
 */
public record GradientAnswer(
    String setup,
    String summary,
    List<String> sentences,
    List<String> layers,
    Map<String, Network> networks) {
  /** One of the four; for the numbers see {@link GradientFlow}. */
  public record Network(
      double earlyToLateAtFirst,
      double earlyToLateAtLast,
      double firstLoss,
      double lastLoss,
      double lastAccuracy,
      List<Double> firstNorms,
      List<Double> lastNorms) {
    static Network of(GradientFlow flow) {
      return new Network(
          flow.earlyToLateAtFirst(),
          flow.earlyToLateAtLast(),
          flow.firstLoss(),
          flow.lastLoss(),
          flow.lastAccuracy(),
          flow.norms().get(0),
          flow.norms().get(flow.steps() - 1));
    }
  }

  /** Sums up at least one training. */
  public static GradientAnswer of(List<GradientFlow> flows, String setup) {
    Map<String, Network> networks = new LinkedHashMap<>();
    flows.forEach(flow -> networks.put(flow.twin(), Network.of(flow)));
    return new GradientAnswer(
        setup,
        GradientText.summary(flows),
        GradientText.sentences(flows),
        flows.get(0).layers(),
        networks);
  }
}
