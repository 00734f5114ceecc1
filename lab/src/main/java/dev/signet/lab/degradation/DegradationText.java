package dev.signet.lab.degradation;

import dev.signet.Text;
import dev.signet.config.ResNetVariant;
import dev.signet.config.SkipKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What an experiment with depth has shown, in sentences that its numbers decide. */
public final class DegradationText {
  /** Errors that differ by less are called alike. */
  private static final double ALIKE = 0.02;

  private DegradationText() {}

  /** One sentence for the plain networks and one for the residual ones, where there are two. */
  public static List<String> sentences(List<DepthCurve> curves) {
    List<String> sentences = new ArrayList<>();
    compared("Without skips", curves, true, sentences);
    compared("With skips", curves, false, sentences);
    return sentences;
  }

  private static void compared(
      String which, List<DepthCurve> curves, boolean plain, List<String> sentences) {
    List<DepthCurve> family =
        curves.stream()
            .filter(curve -> (curve.network().skip() == SkipKind.NONE) == plain)
            .sorted(Comparator.comparingInt(curve -> curve.network().layers()))
            .toList();
    if (family.size() < 2) {
      return;
    }
    DepthCurve shallow = family.get(0);
    DepthCurve deep = family.get(family.size() - 1);
    double more = deep.lastTrainError() - shallow.lastTrainError();
    String verdict =
        Math.abs(more) < ALIKE
            ? "the same training error within two per cent"
            : more > 0
                ? "the higher training error: depth harms, though all that the shallow network can"
                    + " do the deep one could"
                : "the lower training error: depth helps";
    sentences.add(
        Text.of(
            "%s %d layers have %s (%.1f and %.1f %% of the training pictures are answered wrongly,"
                + " %.1f and %.1f %% of those held out).",
            which,
            deep.network().layers(),
            verdict,
            deep.lastTrainError() * 100,
            shallow.lastTrainError() * 100,
            deep.lastHeldOutError() * 100,
            shallow.lastHeldOutError() * 100));
  }

  /** The networks' names, as people write them. */
  static String names(List<ResNetVariant> networks) {
    return String.join(", ", networks.stream().map(ResNetVariant::title).toList());
  }
}
