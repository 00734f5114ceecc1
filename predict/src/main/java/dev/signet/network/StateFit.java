package dev.signet.network;

import dev.signet.config.Layout;
import dev.signet.config.ResNetVariant;
import dev.signet.statedict.DType;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * How well a state_dict fits one network.
 *
 * @param differences one phrase for each array that is missing, unknown or of another shape
 */
public record StateFit(
    ResNetVariant variant,
    Layout layout,
    List<ExpectedArray> expected,
    List<String> differences,
    int matching) {
  private static final int SHOWN = 4;

  public static StateFit of(ResNetVariant variant, Layout layout, long classes, StateDict state) {
    List<ExpectedArray> expected = ExpectedArray.of(variant, layout, classes);
    List<String> differences = new ArrayList<>();
    Set<String> known = new HashSet<>();
    int matching = 0;
    for (ExpectedArray array : expected) {
      known.add(array.name());
      NamedArray found = state.find(array.name()).orElse(null);
      if (found == null) {
        if (!array.isCounter()) {
          differences.add("%s %s is missing".formatted(array.name(), array.shape()));
        }
      } else if (found.shape().equals(array.shape()) && isConvertible(found, array)) {
        matching++;
      } else {
        differences.add(
            "%s is %s %s but must be %s %s"
                .formatted(
                    array.name(), found.dtype(), found.shape(), array.dtype(), array.shape()));
      }
    }
    for (NamedArray array : state.arrays()) {
      if (!known.contains(array.name())) {
        differences.add("%s %s is unknown".formatted(printable(array.name()), array.shape()));
      }
    }
    return new StateFit(variant, layout, expected, differences, matching);
  }

  private static boolean isConvertible(NamedArray found, ExpectedArray expected) {
    return found.dtype().isFloating() == (expected.dtype() == DType.F32);
  }

  /** What does not fit, for a sentence that begins with the file's name. */
  public String complaint() {
    List<String> first = differences.subList(0, Math.min(SHOWN, differences.size()));
    int more = differences.size() - first.size();
    return String.format(
        Locale.ROOT,
        "fits no network that Signet knows; closest is %s in the layout %s, with %d of %d arrays alike and these differences: %s%s",
        variant.label(),
        layout.label(),
        matching,
        expected.size(),
        String.join(", ", first),
        more == 0 ? "" : String.format(Locale.ROOT, " and %d more", more));
  }

  /** Names come from the file and go to a terminal. */
  private static String printable(String name) {
    String part = name.length() > 100 ? name.substring(0, 100) + "..." : name;
    return part.replaceAll("\\p{Cntrl}", "?");
  }
}
