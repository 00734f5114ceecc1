package dev.signet.network;

import dev.signet.SignetException;
import dev.signet.Text;
import dev.signet.config.Architecture;
import dev.signet.statedict.StateDict;
import java.util.ArrayList;
import java.util.List;

/**
 * Which network a state_dict belongs to, found by its names and shapes alone.
 *
 * @param architecture which one
 * @param classes rows of its last layer
 * @param state the same arrays as the network wants them: in its order, numbers in fp32 whatever
 *     they were stored as
 * @param remarks what was converted or added, one sentence each; empty if nothing was
 */
public record InferredNet(
    Architecture architecture, int classes, StateDict state, List<String> remarks) {
  private static final int MOST_CLASSES = 100_000;

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
    StateFit best = StateFit.all(state).get(0);
    if (!best.differences().isEmpty()) {
      throw new SignetException(where + " " + best.complaint());
    }
    long classes = state.get(ExpectedArray.HEAD_WEIGHT).shape().get(0);
    if (classes < 2 || classes > MOST_CLASSES) {
      throw new SignetException(
          Text.of("%s has %d classes; Signet works with 2 to %d", where, classes, MOST_CLASSES));
    }
    List<String> remarks = new ArrayList<>();
    StateDict converted = StateDict.of(best.converted(state, remarks));
    return new InferredNet(best.architecture(), (int) classes, converted, remarks);
  }
}
