package dev.signet.config;

import dev.signet.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What decides the names and shapes of a network's parameters, but for its last layer.
 *
 * @param variant how deep
 * @param layout whose parameter names and biases
 * @param stem what it begins with
 */
public record Architecture(ResNetVariant variant, Layout layout, StemKind stem) {
  /** Refuses a stem that the variant never has. */
  public Architecture {
    if (variant.isForSmallPictures() && stem != StemKind.SMALL) {
      throw new InvalidValueException(
          "stem (--stem) of %s must be small but was %s".formatted(variant.label(), stem.label()));
    }
  }

  /** With the stem that the variant has unless another one is asked for. */
  public Architecture(ResNetVariant variant, Layout layout) {
    this(variant, layout, variant.stem());
  }

  /**
   * Those that weights can be told apart by: a plain network's have the names and shapes of the
   * residual one without parameters on its skips, which is taken for it.
   */
  public static List<Architecture> inferable() {
    return candidates(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Those that fit what is known; plain networks are among them where the variant is known. */
  public static List<Architecture> candidates(
      Optional<ResNetVariant> variant, Optional<Layout> layout, Optional<StemKind> stem) {
    List<Architecture> candidates = new ArrayList<>();
    for (ResNetVariant v : variant.map(List::of).orElse(List.of(ResNetVariant.values()))) {
      for (Layout l : layout.map(List::of).orElse(List.of(Layout.values()))) {
        for (StemKind s : stem.map(List::of).orElse(List.of(StemKind.values()))) {
          boolean exists = !v.isForSmallPictures() || s == StemKind.SMALL;
          if (exists && (variant.isPresent() || v.skip() != SkipKind.NONE)) {
            candidates.add(new Architecture(v, l, s));
          }
        }
      }
    }
    return candidates;
  }

  /** As it is chosen: {@code resnet18}, {@code resnet18 with the small stem}. */
  public String describe() {
    return variant.label() + unusualStem();
  }

  /** As people write it: {@code ResNet18}, {@code ResNet18 with the small stem}. */
  public String title() {
    return variant.title() + unusualStem();
  }

  private String unusualStem() {
    return stem == variant.stem() ? "" : " with the %s stem".formatted(stem.label());
  }
}
