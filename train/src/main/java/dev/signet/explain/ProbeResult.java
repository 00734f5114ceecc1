package dev.signet.explain;

import dev.signet.confidence.Share;
import java.util.List;
import java.util.Optional;

/**
 * What {@code signet probe} answers in JSON.
 *
 * @param data what the pictures are called
 * @param count of them
 * @param borderPixels on each side
 * @param borderArea their share of the picture, 0 to 1
 * @param chance the share of the commonest class
 * @param whole the model's score on whole pictures; the three that follow, on parts of them
 * @param nearestBorder without a model, by the nearest training picture's border
 * @param nearestCorners the same by its corners
 * @param gradcamLayer where the heat was taken
 * @param heatOnBorder empty if no picture had any heat
 * @param heatOnCentre on as many pixels
 * @param shortcut whether the border gives classes away
 * @param verdict what that means, in sentences
 */
public record ProbeResult(
    String data,
    long count,
    int borderPixels,
    double borderArea,
    double chance,
    Scored whole,
    Scored centreMasked,
    Scored borderOnly,
    Scored centreOnly,
    Optional<Scored> nearestBorder,
    Optional<Scored> nearestCorners,
    CamLayer gradcamLayer,
    Optional<HeatShare> heatOnBorder,
    Optional<HeatShare> heatOnCentre,
    boolean shortcut,
    List<String> verdict) {
  /** Right answers, their share, and its 95 % interval. */
  public record Scored(double accuracy, long correct, double low, double high) {
    static Scored of(Share score) {
      return new Scored(
          score.accuracy(), score.correct(), score.interval().low(), score.interval().high());
    }
  }

  /** The report for JSON. */
  public static ProbeResult of(String data, CamLayer layer, ShortcutReport report) {
    return new ProbeResult(
        data,
        report.score(ProbeView.WHOLE).count(),
        report.frame().thickness(),
        report.frame().area(),
        report.chance(),
        Scored.of(report.score(ProbeView.WHOLE)),
        Scored.of(report.score(ProbeView.CENTRE_MASKED)),
        Scored.of(report.score(ProbeView.BORDER_ONLY)),
        Scored.of(report.score(ProbeView.CENTRE_ONLY)),
        report.floor().map(Scored::of),
        report.corners().map(Scored::of),
        layer,
        report.border(),
        report.centre(),
        report.isShortcut(),
        report.verdict());
  }
}
