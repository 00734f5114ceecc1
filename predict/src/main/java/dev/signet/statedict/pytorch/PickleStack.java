package dev.signet.statedict.pytorch;

import dev.signet.Text;
import java.util.ArrayList;
import java.util.List;

/** The stack of a pickle machine: values, and marks that values may not be taken from below. */
final class PickleStack {
  private static final int MOST_MARKS = 1_000;
  private static final int SLOT = 16; // twice a reference: lists grow by half

  private final PickleInput in;
  private final List<PickleValue> values = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();

  PickleStack(PickleInput in) {
    this.in = in;
  }

  void push(PickleValue value) {
    in.spend(SLOT);
    values.add(value);
  }

  PickleValue pop() {
    PickleValue top = peek();
    values.remove(values.size() - 1);
    return top;
  }

  PickleValue peek() {
    if (values.size() <= floor()) {
      throw in.error("nothing is left on the stack; expected a value");
    }
    return values.get(values.size() - 1);
  }

  void mark() {
    if (marks.size() == MOST_MARKS) {
      throw in.error(Text.of("values are nested too deep; expected at most %d levels", MOST_MARKS));
    }
    marks.add(values.size());
  }

  /** Takes everything above the last mark, oldest first, and the mark. */
  List<PickleValue> popToMark() {
    if (marks.isEmpty()) {
      throw in.error("there is no mark on the stack; expected one");
    }
    List<PickleValue> above = values.subList(marks.remove(marks.size() - 1), values.size());
    List<PickleValue> taken = List.copyOf(above);
    above.clear();
    return taken;
  }

  /** Takes the {@code count} topmost values, oldest first. */
  List<PickleValue> pop(int count) {
    if (values.size() - floor() < count) {
      throw in.error(
          Text.of("%d values are left on the stack; expected %d", values.size() - floor(), count));
    }
    List<PickleValue> above = values.subList(values.size() - count, values.size());
    List<PickleValue> taken = List.copyOf(above);
    above.clear();
    return taken;
  }

  /** The one value that is left at the end. */
  PickleValue result() {
    if (values.size() != 1 || !marks.isEmpty()) {
      throw in.error(
          Text.of(
              "%d values and %d marks are left at the end; expected one value",
              values.size(), marks.size()));
    }
    return values.get(0);
  }

  private int floor() {
    return marks.isEmpty() ? 0 : marks.get(marks.size() - 1);
  }
}
