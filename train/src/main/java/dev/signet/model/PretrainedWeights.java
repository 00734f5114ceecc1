package dev.signet.model;

import dev.signet.SignetException;
import dev.signet.config.Architecture;
import dev.signet.libtorch.Tensors;
import dev.signet.network.ExpectedArray;
import dev.signet.network.StateFit;
import dev.signet.statedict.DType;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Weights of one network that another one of the same variant and layout begins with.
 *
 * @param architecture of the network that they are for
 * @param state the arrays
 * @param remarks what was converted or added, one sentence each; empty if nothing was
 */
public record PretrainedWeights(Architecture architecture, StateDict state, List<String> remarks) {
  public PretrainedWeights {
    remarks = List.copyOf(remarks);
  }

  /**
   * All weights below the head of a network that Signet knows, whatever the head: it is made anew
   * for other classes anyway.
   *
   * @param where the state comes from, for messages
   * @throws SignetException if anything below the head is missing, unknown or of another shape: the
   *     message names the first differences to the closest network
   */
  public static PretrainedWeights strict(StateDict state, String where) {
    StateFit best = StateFit.all(state).get(0);
    if (!best.isBelowHead()) {
      throw new SignetException(where + " " + best.complaint());
    }
    List<String> remarks = new ArrayList<>();
    List<NamedArray> arrays = new ArrayList<>(best.converted(state, remarks));
    Set<String> names = arrays.stream().map(NamedArray::name).collect(Collectors.toSet());
    state.arrays().stream().filter(array -> !names.contains(array.name())).forEach(arrays::add);
    if (!names.contains(ExpectedArray.HEAD_WEIGHT) || !names.contains(ExpectedArray.HEAD_BIAS)) {
      remarks.add("it has no head that Signet knows: all but the head is taken over");
    }
    return new PretrainedWeights(best.architecture(), StateDict.of(arrays), remarks);
  }

  /**
   * As many weights as fit: of the network that was asked for, or else of the one that most fit.
   *
   * @throws SignetException if no weight below the head fits
   */
  public static PretrainedWeights partial(
      StateDict state, List<Architecture> candidates, String where) {
    List<StateFit> fits = new ArrayList<>();
    for (Architecture architecture : candidates) {
      fits.add(StateFit.of(architecture, Math.max(1, classes(state)), state));
    }
    fits.sort(
        Comparator.comparingInt(StateFit::matching)
            .reversed()
            .thenComparingInt(fit -> fit.differences().size()));
    StateFit best = fits.get(0);
    PretrainedWeights weights = new PretrainedWeights(best.architecture(), state, List.of());
    if (weights.taken(Math.max(1, classes(state)), false).isEmpty()) {
      throw new SignetException(where + " " + best.complaint());
    }
    return weights;
  }

  /** Classes that the weights tell apart; 0 if they have no head. */
  public int classes() {
    return classes(state);
  }

  private static int classes(StateDict state) {
    return state
        .find(ExpectedArray.HEAD_WEIGHT)
        .filter(fc -> fc.shape().size() == 2 && fc.shape().get(0) <= Integer.MAX_VALUE)
        .filter(fc -> state.find(ExpectedArray.HEAD_BIAS).isPresent())
        .map(fc -> fc.shape().get(0).intValue())
        .orElse(0);
  }

  /**
   * What a network with so many classes takes over, worked out on paper.
   *
   * @param keepHead whether its last layer is taken over as well, if it fits
   */
  public TransferReport report(int classes, boolean keepHead) {
    List<String> taken = taken(classes, keepHead).stream().map(ExpectedArray::name).toList();
    List<String> fresh = new ArrayList<>();
    for (ExpectedArray array : ExpectedArray.of(architecture, classes)) {
      if (!taken.contains(array.name())) {
        fresh.add(array.name());
      }
    }
    List<String> unused = state.names().stream().filter(name -> !taken.contains(name)).toList();
    return new TransferReport(taken, fresh, unused);
  }

  /** Overwrites what the network takes over; the rest of it stays as it is. */
  public void into(ResNet net, boolean keepHead) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      Map<String, Tensor> targets = ModelState.tensors(net);
      List<String> taken = report(net.config().classes(), keepHead).taken();
      targets.keySet().retainAll(taken);
      targets.forEach(
          (name, target) -> {
            NamedArray found = state.get(name);
            NamedArray values = found.as(found.dtype().isFloating() ? DType.F32 : DType.I64);
            long[] shape = values.shape().stream().mapToLong(Long::longValue).toArray();
            target.copy_(Tensors.copyOf(values.data(), target.scalar_type(), shape));
          });
    }
  }

  /** What a network of the same classes would take over, with the head or without it. */
  public StateDict taken(boolean head) {
    return StateDict.of(
        taken(Math.max(1, classes()), head).stream()
            .map(it -> state.get(it.name()).as(it.dtype()))
            .toList());
  }

  private List<ExpectedArray> taken(int classes, boolean keepHead) {
    return ExpectedArray.of(architecture, classes).stream()
        .filter(array -> keepHead || !array.isOfHead())
        .filter(array -> state.find(array.name()).filter(found -> fits(found, array)).isPresent())
        .toList();
  }

  private static boolean fits(NamedArray found, ExpectedArray wanted) {
    return found.shape().equals(wanted.shape())
        && found.dtype().isFloating() == (wanted.dtype() == DType.F32);
  }
}
