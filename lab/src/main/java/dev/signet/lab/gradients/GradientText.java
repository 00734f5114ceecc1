package dev.signet.lab.gradients;

import dev.signet.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What an experiment with gradients has shown, in sentences that its numbers decide. */
public final class GradientText {
  /** From here on a gradient is called orders of magnitude smaller. */
  private static final double ORDERS = 0.01;

  /** Within this factor gradients are called alike. */
  private static final double ALIKE = 10;

  /** So much of the loss must be gone for a network to have learned something. */
  private static final double LEARNED = 0.9;

  private GradientText() {}

  /** One sentence: whether the claim of the paper and the article was seen. */
  public static String summary(List<GradientFlow> flows) {
    GradientFlow plain = find(flows, "plain");
    GradientFlow residual = find(flows, "residual");
    double without = plain.earlyToLateAtFirst();
    double with = residual.earlyToLateAtFirst();
    boolean vanishes = without < ORDERS;
    boolean skipsHelp = with > ORDERS;
    if (vanishes && skipsHelp) {
      return say(
          "Seen: without batch norm the gradient that reaches the first layers of the plain network"
              + " is %s the last ones'; with skips it is %s.",
          times(without), times(with));
    }
    return say(
        "Not seen here: without batch norm the gradient of the first layers is %s the last ones' in"
            + " the plain network and %s in the residual one.",
        times(without), times(with));
  }

  /** A sentence for each network and one about batch norm. */
  public static List<String> sentences(List<GradientFlow> flows) {
    List<String> sentences = new ArrayList<>();
    flows.forEach(flow -> sentences.add(describe(flow)));
    sentences.add(batchNorm(flows));
    return sentences;
  }

  private static String describe(GradientFlow flow) {
    String moved =
        say(
            "The loss went from %.3f to %.3f nats, and %.0f %% of the last pictures were right: it %s.",
            flow.firstLoss(),
            flow.lastLoss(),
            flow.lastAccuracy() * 100,
            flow.lastLoss() < LEARNED * flow.firstLoss()
                ? "has begun to learn"
                : "has learned next to nothing");
    return say(
        "%s: at first the gradient of the first quarter of the layers is %s that of the last"
            + " quarter (%s), in the end %s. %s",
        capital(flow.title()),
        times(flow.earlyToLateAtFirst()),
        verdict(flow.earlyToLateAtFirst()),
        times(flow.earlyToLateAtLast()),
        moved);
  }

  private static String batchNorm(List<GradientFlow> flows) {
    GradientFlow plain = find(flows, "plain");
    GradientFlow normed = find(flows, "plain_bn");
    double before = plain.earlyToLateAtFirst();
    double after = normed.earlyToLateAtFirst();
    String cure =
        before < ORDERS && after > ORDERS
            ? "Batch norm alone, without any skip, brings the gradient to the first layers"
            : "Batch norm changes what reaches the first layers of the plain network";
    String still = after > ALIKE ? "; they even have the larger one now" : "";
    GradientFlow residual = find(flows, "residual_bn");
    double gap = normed.lastLoss() - residual.lastLoss();
    String left =
        Math.abs(gap) < 0.05 * residual.lastLoss()
            ? "the plain and the residual network have about the same loss after these steps"
            : gap > 0
                ? "the plain network has the higher loss after these steps all the same, so what"
                    + " skips do there is not explained by small gradients"
                : "the plain network even has the lower loss after these steps";
    return say(
        "%s: %s the last ones' instead of %s%s. With batch norm %s (%.3f and %.3f nats).",
        cure, times(after), times(before), still, left, normed.lastLoss(), residual.lastLoss());
  }

  private static String verdict(double ratio) {
    if (ratio < ORDERS) {
      return say("%.0f orders of magnitude smaller", -Math.log10(ratio));
    }
    if (ratio < 1 / ALIKE) {
      return "smaller";
    }
    return ratio > ALIKE ? "larger" : "alike";
  }

  private static String times(double ratio) {
    return ratio >= 0.01 && ratio < 1000 ? say("%.2f times", ratio) : say("%.1e times", ratio);
  }

  private static GradientFlow find(List<GradientFlow> flows, String twin) {
    return flows.stream().filter(flow -> flow.twin().equals(twin)).findFirst().orElseThrow();
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String say(String format, Object... arguments) {
    return Text.of(format, arguments);
  }
}
