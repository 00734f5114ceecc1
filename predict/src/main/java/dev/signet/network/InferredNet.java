package dev.signet.network;

import dev.signet.SignetException;
import dev.signet.config.Layout;
import dev.signet.config.ResNetVariant;
import dev.signet.statedict.DType;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Which network a state_dict belongs to, found by its names and shapes alone.
 *
 * @param variant how deep it is
 * @param layout whose names it has
 * @param classes rows of its last layer
 * @param state the same arrays as the network wants them: in its order, numbers in fp32 whatever
 *     they were stored as
 * @param remarks what was converted or added, one sentence each; empty if nothing was
 */
public record InferredNet(
    ResNetVariant variant, Layout layout, int classes, StateDict state, List<String> remarks) {
  private static final int MOST_CLASSES = 100_000;
  private static final int CLASSES_OF_IMAGENET = 1000; // a guess, for the message only

  /** Copies the list. */
  public InferredNet {
    remarks = List.copyOf(remarks);
  }

  /**
   * Finds the network. Every array must be there and none may be left over; only the counters of
   * batch norms, which PyTorch before 0.4.1 did not have, may be missing.
   *
   * @param where the state comes from, for messages
   * @throws SignetException if it is no network that Signet knows: the message names the first
   *     differences to the closest one
   */
  public static InferredNet of(StateDict state, String where) {
    long classes =
        state
            .find("fc.weight")
            .filter(fc -> fc.shape().size() == 2)
            .map(fc -> fc.shape().get(0))
            .orElse((long) CLASSES_OF_IMAGENET);
    List<StateFit> fits = new ArrayList<>();
    for (ResNetVariant variant : ResNetVariant.values()) {
      for (Layout layout : Layout.values()) {
        fits.add(StateFit.of(variant, layout, classes, state));
      }
    }
    fits.sort(Comparator.comparingInt(fit -> fit.differences().size()));
    StateFit best = fits.get(0);
    if (!best.differences().isEmpty()) {
      throw new SignetException(where + " " + best.complaint());
    }
    if (classes < 2 || classes > MOST_CLASSES) {
      throw new SignetException(
          String.format(
              Locale.ROOT,
              "%s has %d classes; Signet works with 2 to %d",
              where,
              classes,
              MOST_CLASSES));
    }
    return convert(best, (int) classes, state);
  }

  private static InferredNet convert(StateFit fit, int classes, StateDict state) {
    List<NamedArray> arrays = new ArrayList<>();
    int added = 0;
    int converted = 0;
    for (ExpectedArray expected : fit.expected()) {
      NamedArray array = state.find(expected.name()).orElse(null);
      if (array == null) {
        added++;
        arrays.add(NamedArray.ofLongs(expected.name(), new long[1]));
      } else if (array.dtype() == expected.dtype()) {
        arrays.add(array);
      } else {
        converted++;
        long[] shape = array.shape().stream().mapToLong(Long::longValue).toArray();
        arrays.add(
            expected.dtype() == DType.I64
                ? NamedArray.ofLongs(array.name(), array.toLongs(), shape)
                : NamedArray.ofFloats(array.name(), array.toFloats(), shape));
      }
    }
    List<String> remarks = new ArrayList<>();
    if (converted > 0) {
      remarks.add(
          String.format(
              Locale.ROOT, "%d arrays of another type were converted to float32", converted));
    }
    if (added > 0) {
      remarks.add(
          String.format(
              Locale.ROOT, "%d counters of batch norms were missing and begin at 0", added));
    }
    return new InferredNet(fit.variant(), fit.layout(), classes, StateDict.of(arrays), remarks);
  }
}
