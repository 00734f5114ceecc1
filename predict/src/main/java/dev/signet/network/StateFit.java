package dev.signet.network;

import dev.signet.Text;
import dev.signet.config.Architecture;
import dev.signet.statedict.DType;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How well a state_dict fits one network.
 *
 * @param differences one phrase for each array that is missing, unknown or of another shape
 * @param belowHead how many of them are in the layers below the head
 * @param matching how many arrays are as they should be
 */
public record StateFit(
    Architecture architecture,
    List<ExpectedArray> expected,
    List<String> differences,
    int belowHead,
    int matching) {
  private static final int SHOWN = 4;
  private static final int CLASSES_OF_IMAGENET = 1000; // a guess, for the shape alone

  public static StateFit of(Architecture architecture, long classes, StateDict state) {
    List<ExpectedArray> expected = ExpectedArray.of(architecture, classes);
    List<String> differences = new ArrayList<>();
    Set<String> known = new HashSet<>();
    int belowHead = 0;
    int matching = 0;
    for (ExpectedArray array : expected) {
      known.add(array.name());
      NamedArray found = state.find(array.name()).orElse(null);
      if (found == null) {
        if (!array.isCounter()) {
          differences.add(
              array.isOfHead()
                  ? array.name() + " is missing"
                  : "%s %s is missing".formatted(array.name(), array.shape()));
          belowHead += array.isOfHead() ? 0 : 1;
        }
      } else if (found.shape().equals(array.shape()) && isConvertible(found, array)) {
        matching++;
      } else {
        belowHead += array.isOfHead() ? 0 : 1;
        differences.add(
            "%s is %s %s but must be %s %s"
                .formatted(
                    array.name(), found.dtype(), found.shape(), array.dtype(), array.shape()));
      }
    }
    Set<String> modules = ExpectedArray.backboneModules(architecture.layout());
    for (NamedArray array : state.arrays()) {
      if (!known.contains(array.name())) {
        belowHead += modules.contains(ExpectedArray.module(array.name())) ? 1 : 0;
        differences.add(
            "%s %s is unknown".formatted(NetPlace.printable(array.name()), array.shape()));
      }
    }
    return new StateFit(architecture, expected, differences, belowHead, matching);
  }

  private static boolean isConvertible(NamedArray found, ExpectedArray expected) {
    return found.dtype().isFloating() == (expected.dtype() == DType.F32);
  }

  /** The fits of a state to all networks, the best first. */
  public static List<StateFit> all(StateDict state) {
    long classes =
        state
            .find(ExpectedArray.HEAD_WEIGHT)
            .filter(fc -> fc.shape().size() == 2)
            .map(fc -> fc.shape().get(0))
            .orElse((long) CLASSES_OF_IMAGENET);
    List<StateFit> fits = new ArrayList<>();
    for (Architecture architecture : Architecture.inferable()) {
      fits.add(of(architecture, classes, state));
    }
    fits.sort(
        Comparator.<StateFit>comparingInt(fit -> fit.belowHead == 0 ? 0 : 1)
            .thenComparingInt(fit -> fit.differences.size()));
    return fits;
  }

  /** Whether the layers below the head are the network's, and the head is what it may. */
  public boolean isBelowHead() {
    return belowHead == 0;
  }

  /**
   * The arrays as the network wants them, in its order, numbers in fp32 whatever they were stored
   * as, as far as they fit.
   *
   * @param remarks takes what was converted or added, one sentence each
   */
  public List<NamedArray> converted(StateDict state, List<String> remarks) {
    List<NamedArray> arrays = new ArrayList<>();
    int added = 0;
    int converted = 0;
    for (ExpectedArray wanted : expected) {
      NamedArray array = state.find(wanted.name()).orElse(null);
      if (array == null) {
        if (wanted.isCounter()) {
          added++;
          arrays.add(NamedArray.ofLongs(wanted.name(), new long[1]));
        }
      } else if (array.shape().equals(wanted.shape()) && isConvertible(array, wanted)) {
        converted += array.dtype() == wanted.dtype() ? 0 : 1;
        arrays.add(array.as(wanted.dtype()));
      }
    }
    if (converted > 0) {
      remarks.add(Text.of("%d arrays of another type were converted to float32", converted));
    }
    if (added > 0) {
      remarks.add(Text.of("%d counters of batch norms were missing and begin at 0", added));
    }
    return arrays;
  }

  /** What does not fit, for a sentence that begins with the file's name. */
  public String complaint() {
    return isBelowHead()
        ? "is a %s in the layout %s, but its head is another one: %s; train --weights takes over all but the head"
            .formatted(architecture.describe(), architecture.layout().label(), firstDifferences())
        : Text.of(
            "fits no network that Signet knows; closest is %s in the layout %s, with %d of %d arrays alike and these differences: %s",
            architecture.describe(),
            architecture.layout().label(),
            matching,
            expected.size(),
            firstDifferences());
  }

  private String firstDifferences() {
    List<String> first = differences.subList(0, Math.min(SHOWN, differences.size()));
    int more = differences.size() - first.size();
    return String.join(", ", first) + (more == 0 ? "" : Text.of(" and %d more", more));
  }
}
