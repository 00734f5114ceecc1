package dev.signet.cli.model;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.signet.Text;
import dev.signet.artifact.StateFile;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDictDiff;
import dev.signet.statedict.StateDictDiff.Difference;
import dev.signet.statedict.StateDictDiff.Mismatch;
import java.util.ArrayList;
import java.util.List;

/** What {@code signet diff} has to say of two state files. */
record StateDiffAnswer(StateFile a, StateFile b, StateDictDiff diff, double tolerance) {
  static StateDiffAnswer of(StateFile a, StateFile b, double tolerance) {
    return new StateDiffAnswer(a, b, StateDictDiff.between(a.state(), b.state()), tolerance);
  }

  boolean isSame() {
    return diff.missing().isEmpty()
        && diff.extra().isEmpty()
        && diff.mismatches().isEmpty()
        && diff.largest() <= tolerance;
  }

  /** One line for each array that differs, and the counts. */
  List<String> lines(boolean all) {
    List<String> lines = new ArrayList<>();
    diff.missing().forEach(name -> lines.add("missing  %s".formatted(a.state().get(name))));
    diff.extra().forEach(name -> lines.add("extra    %s".formatted(b.state().get(name))));
    for (Mismatch it : diff.mismatches()) {
      NamedArray other = it.right();
      lines.add(
          "shape    %s, but %s %s in B".formatted(it.left(), other.dtype().label(), other.shape()));
    }
    for (Difference difference : diff.differences()) {
      boolean same = difference.largest() <= tolerance;
      if (!same) {
        NamedArray array = a.state().get(difference.name());
        lines.add(
            Text.of(
                "differs  %s: largest difference %.3g at %s",
                array, difference.largest(), place(array, difference.index())));
      } else if (all) {
        lines.add("same     %s".formatted(a.state().get(difference.name())));
      }
    }
    lines.add(counts());
    lines.replaceAll(line -> line.replaceAll("\\p{Cntrl}", "?")); // names come from the files
    return lines;
  }

  private String counts() {
    long same = diff.differences().stream().filter(it -> it.largest() <= tolerance).count();
    return Text.of(
        "A has %d arrays, B has %d: %d missing in B, %d extra, %d of another type or shape, %d with"
            + " other numbers, %d the same; largest difference %.3g",
        a.state().size(),
        b.state().size(),
        diff.missing().size(),
        diff.extra().size(),
        diff.mismatches().size(),
        diff.differences().size() - same,
        same,
        diff.largest());
  }

  /** The answer in JSON. */
  record Written(
      String a,
      String b,
      boolean same,
      double tolerance,
      double largest,
      List<Array> missing,
      List<Array> extra,
      List<Mismatched> mismatches,
      List<Apart> differences) {}

  /** An array that only one file has, or as one file has it. */
  record Array(String name, String dtype, List<Long> shape) {
    static Array of(NamedArray array) {
      return new Array(array.name(), array.dtype().label(), array.shape());
    }
  }

  /** An array of another type or shape in B. */
  record Mismatched(String name, Array a, Array b) {}

  /** An array of both, how far it is apart at most, and where. */
  record Apart(@JsonUnwrapped Array array, double largest, List<Long> at) {}

  Written written() {
    return new Written(
        a.file().toString(),
        b.file().toString(),
        isSame(),
        tolerance,
        diff.largest(),
        diff.missing().stream().map(name -> Array.of(a.state().get(name))).toList(),
        diff.extra().stream().map(name -> Array.of(b.state().get(name))).toList(),
        diff.mismatches().stream()
            .map(it -> new Mismatched(it.name(), Array.of(it.left()), Array.of(it.right())))
            .toList(),
        diff.differences().stream().map(this::apart).toList());
  }

  private Apart apart(Difference difference) {
    NamedArray array = a.state().get(difference.name());
    return new Apart(Array.of(array), difference.largest(), place(array, difference.index()));
  }

  /** A place in row-major order as one index a dimension. */
  private static List<Long> place(NamedArray array, long index) {
    List<Long> place = new ArrayList<>();
    long rest = index;
    for (int i = array.shape().size() - 1; i >= 0; i--) {
      long size = Math.max(1, array.shape().get(i));
      place.add(0, rest % size);
      rest /= size;
    }
    return place;
  }
}
