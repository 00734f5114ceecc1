package dev.signet.explain;

import dev.signet.confidence.Share;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a shortcut probe found.
 *
 * @param frame the border
 * @param chance the share of the commonest class: the accuracy of always answering it
 * @param scores of the model, for each view of the pictures
 * @param border the Grad-CAM heat on the border; empty if no picture had any heat
 * @param centre the heat on the centre, as many pixels as the border has
 * @param floor how often the nearest training picture by border pixels alone has the right class;
 *     empty without training pictures
 * @param corners the same by the four corners alone, an eighth of the sides each
 */
public record ShortcutReport(
    Frame frame,
    double chance,
    Map<ProbeView, Share> scores,
    Optional<HeatShare> border,
    Optional<HeatShare> centre,
    Optional<Share> floor,
    Optional<Share> corners) {
  /** Copies the map. */
  public ShortcutReport {
    scores = Map.copyOf(scores); // a score for every view
  }

  /** The score of one view. */
  public Share score(ProbeView view) {
    return Objects.requireNonNull(scores.get(view));
  }

  /** Whether the score is above chance by more than its interval. */
  public boolean isAboveChance(Share score) {
    return score.interval().low() > chance;
  }

  /** Whether the model names classes from the border alone. */
  public boolean modelReadsBorder() {
    return isAboveChance(score(ProbeView.BORDER_ONLY));
  }

  /** Whether the training pictures' borders tell the classes of these. */
  public boolean dataTellByBorder() {
    return floor.filter(this::isAboveChance).isPresent();
  }

  /** Whether even their corners do, where an object hardly reaches. */
  public boolean dataTellByCorners() {
    return corners.filter(this::isAboveChance).isPresent();
  }

  /** Whether the border gives classes away, to the model or to a look-up. */
  public boolean isShortcut() {
    return modelReadsBorder() || dataTellByBorder() || dataTellByCorners();
  }

  /** What that means, in sentences. */
  public List<String> verdict() {
    return ShortcutVerdict.of(this);
  }
}
