package dev.signet.cli.model;

import dev.signet.artifact.StateFile;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDictDiff;
import dev.signet.statedict.StateDictDiff.Difference;
import dev.signet.statedict.StateDictDiff.Mismatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

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
            String.format(
                Locale.ROOT,
                "differs  %s: largest difference %.3g at %s",
                array,
                difference.largest(),
                place(array, difference.index())));
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
    return String.format(
        Locale.ROOT,
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

  Map<String, Object> json() {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("a", a.file().toString());
    answer.put("b", b.file().toString());
    answer.put("same", isSame());
    answer.put("tolerance", tolerance);
    answer.put("largest", number(diff.largest()));
    answer.put("missing", diff.missing().stream().map(n -> entry(a.state().get(n))).toList());
    answer.put("extra", diff.extra().stream().map(n -> entry(b.state().get(n))).toList());
    answer.put("mismatches", diff.mismatches().stream().map(StateDiffAnswer::entry).toList());
    answer.put("differences", diff.differences().stream().map(this::entry).toList());
    return answer;
  }

  private static Map<String, Object> entry(NamedArray array) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", array.name());
    entry.put("dtype", array.dtype().label());
    entry.put("shape", array.shape());
    return entry;
  }

  private static Map<String, Object> entry(Mismatch mismatch) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", mismatch.name());
    entry.put("a", entry(mismatch.left()));
    entry.put("b", entry(mismatch.right()));
    return entry;
  }

  private Map<String, Object> entry(Difference difference) {
    NamedArray array = a.state().get(difference.name());
    Map<String, Object> entry = entry(array);
    entry.put("largest", number(difference.largest()));
    entry.put("at", place(array, difference.index()));
    return entry;
  }

  /** JSON has no infinity. */
  private static Object number(double value) {
    return Double.isFinite(value) ? (Object) value : "infinite";
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
