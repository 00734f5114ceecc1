package dev.signet.training;

import dev.signet.config.RunConfig;
import dev.signet.libtorch.NativeMemory;
import dev.signet.libtorch.RandomState;
import dev.signet.metrics.LabelledLogits;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
import dev.signet.model.Snapshot;
import dev.signet.model.TensorState;
import dev.signet.runfolder.Checkpoint;
import dev.signet.runfolder.CheckpointManifest;
import dev.signet.runfolder.RunIdentity;
import dev.signet.statedict.StateDict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/**
 * All that changes while a network is trained. What is in here goes into a checkpoint and comes
 * back from it; what is not is a function of the configuration, the pictures and the position. It
 * owns the moments and the copies of weights, not the network and what is kept of it. Not safe for
 * use by several threads.
 */
final class TrainingState implements AutoCloseable {
  private static final String NETWORK = "network";
  private static final String OPTIMIZER = "optimizer";
  private static final String AVERAGE = "average";
  private static final String BEST = "best";
  private static final String RANDOM = "random";

  private final ResNet net;
  private final FusedOptimizer optimizer;
  private final KeptWeights kept;
  private final Optional<BestWeights> best;
  private final Progress progress;
  private final LastGood lastGood;
  private final NonFinitePolicy nonFinite;

  /**
   * The state before the first step.
   *
   * @param kept which weights are judged and kept
   * @param rule says which epoch is the best, if its weights are to be kept
   */
  TrainingState(
      RunConfig config,
      ResNet net,
      KeptWeights kept,
      Optional<EarlyStopping> rule,
      int stepsPerEpoch) {
    this.net = net;
    this.kept = kept;
    this.progress = new Progress(stepsPerEpoch, config.training().epochs());
    this.optimizer = FusedOptimizer.create(config, net);
    this.lastGood = new LastGood(net, progress);
    this.best = rule.map(r -> new BestWeights(r, beginning()));
    this.nonFinite = NonFinitePolicy.tolerating(config.reliability().nonFiniteSteps(), net);
  }

  ResNet net() {
    return net;
  }

  FusedOptimizer optimizer() {
    return optimizer;
  }

  KeptWeights kept() {
    return kept;
  }

  Optional<BestWeights> best() {
    return best;
  }

  Progress progress() {
    return progress;
  }

  LastGood lastGood() {
    return lastGood;
  }

  NonFinitePolicy nonFinite() {
    return nonFinite;
  }

  /**
   * Hands out a checkpoint of now. It looks into the live tensors, so it is good only until {@code
   * use} returns.
   */
  void withCheckpoint(RunIdentity run, Consumer<Checkpoint> use) {
    try (PointerScope scope = new PointerScope()) {
      Map<String, StateDict> parts = new LinkedHashMap<>();
      tensors(RandomState.current())
          .forEach((part, tensors) -> parts.put(part, TensorState.view(tensors)));
      use.accept(
          new Checkpoint(
              CheckpointManifest.of(run, progress.position(), best.flatMap(BestWeights::epoch)),
              parts));
    }
  }

  /**
   * Takes over what a checkpoint holds.
   *
   * @throws dev.signet.SignetException if it is of another network or optimizer
   */
  void resume(Checkpoint checkpoint) {
    lastGood.update(); // the best weights' copy is written to, and theirs alone
    try (PointerScope scope = new PointerScope()) {
      Tensor random = RandomState.current();
      tensors(random)
          .forEach(
              (part, tensors) ->
                  TensorState.load(
                      tensors, checkpoint.part(part), "the " + part, "the checkpoint"));
      RandomState.restore(random);
    }
    best.ifPresent(weights -> weights.resume(checkpoint.manifest().best()));
    progress.resume(checkpoint.manifest().position());
    lastGood.resume();
  }

  /**
   * The live tensors by part.
   *
   * @param random the state of the random generator, a copy
   */
  private Map<String, Map<String, Tensor>> tensors(Tensor random) {
    Map<String, Map<String, Tensor>> parts = new LinkedHashMap<>();
    parts.put(NETWORK, ModelState.tensors(net));
    parts.put(OPTIMIZER, optimizer.tensors());
    if (!kept.tensors().isEmpty()) {
      parts.put(AVERAGE, kept.tensors());
    }
    best.ifPresent(weights -> parts.put(BEST, weights.snapshot().tensors()));
    parts.put(RANDOM, Map.of(RandomState.NAME, random));
    return parts;
  }

  /**
   * Closes the epoch that is under way; its weights are good. What would be kept if the training
   * ended here is judged, and perhaps the best; then the network gets its own weights back.
   */
  EpochCompleted completeEpoch(Supplier<Optional<LabelledLogits>> evaluate) {
    net.dropGradients(); // the copy that may be needed fits into their memory
    NativeMemory.trim();
    lastGood.update();
    try {
      EpochCompleted epoch =
          progress.epochCompleted(
              () -> {
                kept.intoNetwork();
                return evaluate.get();
              });
      best.ifPresent(weights -> weights.afterEpoch(progress.history(), this::keptWeights));
      return epoch;
    } finally {
      lastGood.restore();
    }
  }

  private Snapshot beginning() {
    return kept.tensors().isEmpty() ? lastGood.handOver() : Snapshot.of(net);
  }

  /** What the network holds now, as the best: an average is another than the last good weights. */
  private Snapshot keptWeights(Snapshot best) {
    if (kept.tensors().isEmpty()) {
      return lastGood.share(best);
    }
    best.update();
    return best;
  }

  /** Gives the network the weights of its best epoch. */
  void restoreBest() {
    best.ifPresent(BestWeights::restore);
  }

  @Override
  public void close() {
    nonFinite.close();
    lastGood.close();
    best.ifPresent(BestWeights::close);
    optimizer.close();
  }
}
