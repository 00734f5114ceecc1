package dev.signet.training;

import dev.signet.config.RunConfig;
import dev.signet.libtorch.NativeMemory;
import dev.signet.libtorch.RandomState;
import dev.signet.metrics.LabelledLogits;
import dev.signet.model.ModelState;
import dev.signet.model.ResNet;
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
 * owns the moments, not the network and what is kept of it. Not safe for use by several threads.
 */
final class TrainingState implements AutoCloseable {
  private static final String NETWORK = "network";
  private static final String OPTIMIZER = "optimizer";
  private static final String AVERAGE = "average";
  private static final String BEST = "best";
  private static final String RANDOM = "random";

  private final ResNet net;
  private final WeightKeeper kept;
  private final FusedOptimizer optimizer;
  private final Progress progress;
  private final NonFinitePolicy nonFinite;

  /**
   * The state before the first step.
   *
   * @param kept which weights are kept beside the network's
   */
  TrainingState(RunConfig config, ResNet net, WeightKeeper kept, int stepsPerEpoch) {
    this.net = net;
    this.kept = kept;
    this.progress = new Progress(stepsPerEpoch, config.training().epochs());
    this.optimizer = FusedOptimizer.create(config, net);
    this.nonFinite = new NonFinitePolicy(config.reliability().nonFiniteSteps(), net);
  }

  ResNet net() {
    return net;
  }

  WeightKeeper kept() {
    return kept;
  }

  FusedOptimizer optimizer() {
    return optimizer;
  }

  Progress progress() {
    return progress;
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
          new Checkpoint(CheckpointManifest.of(run, progress.position(), kept.bestEpoch()), parts));
    }
  }

  /**
   * Takes over what a checkpoint holds.
   *
   * @throws dev.signet.SignetException if it is of another network or optimizer
   */
  void resume(Checkpoint checkpoint) {
    try (PointerScope scope = new PointerScope()) {
      Tensor random = RandomState.current();
      Map<String, Map<String, Tensor>> parts = tensors(random);
      if (parts.remove(BEST) != null) { // copies are made of the network alone
        load(ModelState.tensors(net), NETWORK, checkpoint.part(BEST));
        kept.resumeBest(checkpoint.manifest().best());
      }
      parts.forEach((part, tensors) -> load(tensors, part, checkpoint.part(part)));
      RandomState.restore(random);
    }
    progress.resume(checkpoint.manifest().position());
    kept.resume(progress);
  }

  private static void load(Map<String, Tensor> tensors, String part, StateDict state) {
    TensorState.load(tensors, state, "the " + part, "the checkpoint");
  }

  /**
   * The tensors by part: live, but for the best epoch's.
   *
   * @param random the state of the random generator, a copy
   */
  private Map<String, Map<String, Tensor>> tensors(Tensor random) {
    Map<String, Map<String, Tensor>> parts = new LinkedHashMap<>();
    parts.put(NETWORK, ModelState.tensors(net));
    parts.put(OPTIMIZER, optimizer.tensors());
    if (!kept.average().isEmpty()) {
      parts.put(AVERAGE, kept.average());
    }
    if (kept.keepsBest()) {
      parts.put(BEST, kept.best());
    }
    parts.put(RANDOM, Map.of(RandomState.NAME, random));
    return parts;
  }

  /**
   * Closes the epoch that is under way; its weights are good. What is kept of it is judged.
   *
   * @param scale share of the pictures' side that it had
   */
  EpochCompleted completeEpoch(double scale, Supplier<Optional<LabelledLogits>> evaluate) {
    net.dropGradients(); // the copy that may be needed fits into their memory
    NativeMemory.trim();
    return kept.judge(progress, scale, evaluate);
  }

  @Override
  public void close() {
    nonFinite.close();
    optimizer.close();
  }
}
