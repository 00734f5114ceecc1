package dev.signet.lab.gradients;

import dev.signet.config.BatchConfig;
import dev.signet.config.Preprocessing;
import dev.signet.config.Seeds;
import dev.signet.data.Batches;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Tensors;
import dev.signet.listeners.tensorboard.EventHistogram;
import dev.signet.model.Inputs;
import dev.signet.picture.Batch;
import dev.signet.training.StopSignal;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Trains four networks that differ in skips and batch norms alone, from the same weights on the
 * same batches, and writes down what gradient reaches each layer. Everything else is as in the
 * article: PyTorch's initial weights, Adam, fp32, cross entropy.
 *
 * <p>Not safe for use by several threads.
 */
public final class GradientExperiment {
  /** Histograms are taken this often in a training. */
  private static final int HISTOGRAMS = 10;

  private final GradientConfig config;
  private final Arithmetic arithmetic;
  private final Inputs inputs;
  private final Seeds seeds;

  /** An experiment on the CPU. */
  public GradientExperiment(GradientConfig config) {
    this.config = config;
    this.arithmetic = Arithmetic.plain(ComputeDevice.choose("cpu"));
    this.inputs = new Inputs(Preprocessing.UNIT, arithmetic);
    this.seeds = new Seeds(config.seed());
  }

  /**
   * Trains all four.
   *
   * @param stop asks for an early end: the training under way is left out
   * @return one for each network that was trained to its end, in the order of {@link Twin}
   */
  public List<GradientFlow> run(
      ImageSource pictures, List<? extends GradientListener> listeners, StopSignal stop) {
    List<GradientFlow> flows = new ArrayList<>();
    for (Twin twin : Twin.values()) {
      GradientFlow flow = train(twin, pictures, listeners, stop);
      if (stop.requested()) {
        break;
      }
      flows.add(flow);
      listeners.forEach(listener -> listener.twinFinished(flow));
    }
    return flows;
  }

  private GradientFlow train(
      Twin twin,
      ImageSource pictures,
      List<? extends GradientListener> listeners,
      StopSignal stop) {
    TwinConfig shape = new TwinConfig(config.blocks(), config.width(), pictures.classes().size());
    try (TwinNet net = TwinNet.create(shape, twin, seeds.weights());
        PointerScope scope = new PointerScope()) {
      Adam adam = new Adam(net.module().parameters(), new AdamOptions(config.lr()));
      Recording recording = new Recording(twin, net, listeners);
      listeners.forEach(listener -> listener.twinStarted(twin.label(), net.layerNames()));
      BatchConfig batches = new BatchConfig(config.batchSize(), true, true);
      for (int epoch = 0; recording.steps() < config.steps(); epoch++) {
        for (Batch batch : Batches.forTraining(pictures, batches, seeds.order(), epoch)) {
          if (recording.steps() == config.steps() || stop.requested()) {
            return recording.flow();
          }
          step(net, adam, batch, recording);
        }
      }
      return recording.flow();
    }
  }

  private void step(TwinNet net, Adam adam, Batch batch, Recording recording) {
    try (PointerScope scope = new PointerScope()) {
      Tensor labels = inputs.labels(batch); // [n]
      net.module().zero_grad(true);
      Tensor logits = net.forward(inputs.images(batch)); // [n, classes]
      Tensor loss = torch.cross_entropy(logits, labels); // []
      loss.backward();
      double accuracy = (double) Tensors.countCorrect(logits, labels) / batch.count();
      recording.add(loss.item_double(), accuracy);
      adam.step();
    }
  }

  /** What one training has shown so far. */
  private final class Recording {
    private final Twin twin;
    private final TwinNet net;
    private final List<? extends GradientListener> listeners;
    private final List<List<Double>> norms = new ArrayList<>();
    private final List<Double> losses = new ArrayList<>();
    private final List<Double> accuracies = new ArrayList<>();

    Recording(Twin twin, TwinNet net, List<? extends GradientListener> listeners) {
      this.twin = twin;
      this.net = net;
      this.listeners = listeners;
    }

    int steps() {
      return losses.size();
    }

    void add(double loss, double accuracy) {
      int step = steps();
      List<Double> now = gradientNorms();
      norms.add(now);
      losses.add(loss);
      accuracies.add(accuracy);
      listeners.forEach(listener -> listener.stepTaken(twin.label(), step, loss, now));
      int every = Math.max(1, config.steps() / HISTOGRAMS);
      if (step % every == 0) {
        List<Tensor> weights = net.weights();
        for (int layer = 0; layer < weights.size(); layer++) {
          String name = net.layerNames().get(layer);
          EventHistogram spread = GradientHistogram.of(Tensors.floats(weights.get(layer).grad()));
          listeners.forEach(listener -> listener.spreadSeen(twin.label(), step, name, spread));
        }
      }
    }

    /** In fp64: squares of gradients below 1e-19 are zero in fp32. */
    private List<Double> gradientNorms() {
      try (NoGradGuard noGrad = new NoGradGuard()) {
        TensorVector all = new TensorVector();
        for (Tensor weight : net.weights()) {
          all.push_back(weight.grad().to(torch.ScalarType.Double).norm());
        }
        Tensor stacked = torch.stack(all);
        double[] values = new double[Math.toIntExact(stacked.numel())];
        stacked.data_ptr_double().get(values);
        List<Double> list = new ArrayList<>(values.length);
        for (double value : values) {
          list.add(value);
        }
        return List.copyOf(list);
      }
    }

    GradientFlow flow() {
      return new GradientFlow(
          twin.label(), twin.title(), net.layerNames(), norms, losses, accuracies);
    }
  }
}
