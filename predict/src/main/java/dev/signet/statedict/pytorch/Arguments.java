package dev.signet.statedict.pytorch;

import dev.signet.Text;
import dev.signet.statedict.MalformedFileException;
import dev.signet.statedict.pytorch.PickleValue.Int;
import dev.signet.statedict.pytorch.PickleValue.Tuple;
import dev.signet.statedict.pytorch.PickleValue.Unicode;
import java.util.ArrayList;
import java.util.List;

/** The arguments of a call in a pickle, each checked for its type when it is asked for. */
record Arguments(String function, List<PickleValue> values, PickleInput in) {
  private static final int MOST_DIMENSIONS = 64;

  int count() {
    return values.size();
  }

  void requireCount(int fewest, int most) {
    if (count() < fewest || count() > most) {
      String expected = fewest == most ? "" + fewest : fewest + " to " + most;
      throw in.error(Text.of("%s gets %d arguments; expected %s", function, count(), expected));
    }
  }

  PickleValue get(int index) {
    return values.get(index);
  }

  <T extends PickleValue> T get(int index, Class<T> type, String expected) {
    if (type.isInstance(get(index))) {
      return type.cast(get(index));
    }
    throw wrong(index, expected);
  }

  String text(int index) {
    return get(index, Unicode.class, "a string").value();
  }

  long integer(int index) {
    return integer(get(index), index);
  }

  /** A tuple with a size or stride for each dimension of a tensor. */
  List<Long> integers(int index) {
    List<PickleValue> items = get(index, Tuple.class, "a tuple of integers").items();
    if (items.size() > MOST_DIMENSIONS) {
      throw in.error(Text.of("a tensor has %d dimensions; expected at most 64", items.size()));
    }
    List<Long> integers = new ArrayList<>();
    for (PickleValue item : items) {
      integers.add(integer(item, index));
    }
    return List.copyOf(integers);
  }

  private long integer(PickleValue value, int index) {
    if (value instanceof Int integer) {
      if (integer.value().bitLength() < Long.SIZE) {
        return integer.value().longValue();
      }
      throw in.error(
          Text.of("argument %d of %s does not fit; expected 64 bits", index + 1, function));
    }
    throw wrong(index, "an integer");
  }

  private MalformedFileException wrong(int index, String expected) {
    return in.error(
        Text.of(
            "argument %d of %s is %s; expected %s",
            index + 1, function, get(index).kind(), expected));
  }
}
