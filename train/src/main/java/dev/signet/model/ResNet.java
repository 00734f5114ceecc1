package dev.signet.model;

import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.ResNetVariant;
import dev.signet.libtorch.BatchNorm;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
import dev.signet.libtorch.RandomState;
import dev.signet.libtorch.SyncedNorms;
import dev.signet.network.StageNames;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A residual network (He et al., "Deep Residual Learning for Image Recognition", 2015): a stem of
 * one 7x7 convolution and a max pool, four stages of residual blocks, an average over what is left
 * of the picture, and a linear layer. For small pictures a stem of one 3x3 convolution and three
 * stages.
 *
 * <p>The registered names are the state_dict keys of the {@link Layout}. Not safe for use by
 * several threads. It owns its parameters: {@link #close} frees them.
 *
 * <p>It holds libtorch's module rather than being one: a subclass would open the native libraries
 * when it is first named, before {@link Libtorch#load} could prepare them.
 */
public final class ResNet implements AutoCloseable {
  private static final String HEAD = "fc";

  private final ModelConfig config;
  private final PointerScope owner;
  private final Module module = new Module();
  private final Stem stem;
  private final List<Stage> stages;
  private final LinearImpl fc;

  private ResNet(ModelConfig config, PointerScope owner) {
    this.config = config;
    this.owner = owner;
    ResNetVariant variant = config.variant();
    StageNames names = StageNames.of(config.layout());
    stem = new Stem(module, names, config.architecture());
    stages =
        IntStream.range(0, variant.depths().size())
            .mapToObj(stage -> new Stage(module, names, stage, config.architecture()))
            .toList();
    fc = module.register_module(HEAD, new LinearImpl(variant.featureChannels(), config.classes()));
  }

  /**
   * A network with fresh weights. Made outside of any step's scope: it lives until {@link #close}.
   *
   * @param seed of the initial weights: the same seed gives the same weights
   */
  public static ResNet create(ModelConfig config, long seed) {
    Libtorch.load();
    try (PointerScope owner = new PointerScope()) {
      ResNet net = RandomState.seeded(seed, () -> new ResNet(config, owner));
      owner.extend(); // outlives this block: close() of the network frees what was made in it
      return net;
    }
  }

  /** Pictures {@code [n, 3, h, w]} to logits {@code [n, classes]}. */
  public Tensor forward(Tensor images) {
    Tensor x = stem.forward(images); // [n, 64, h/4, w/4]
    for (Stage stage : stages) {
      x = stage.forward(x); // at last [n, 512, h/32, w/32]
    }
    return classify(x);
  }

  /** The average over what is left of the picture, and the linear layer. */
  Tensor classify(Tensor features) {
    Tensor x = torch.adaptive_avg_pool2d(features, 1, 1).flatten(1, -1); // [n, 512]
    return fc.forward(x);
  }

  /** The network's shape. */
  public ModelConfig config() {
    return config;
  }

  /** libtorch's module, which holds the parameters under their names. */
  public Module module() {
    return module;
  }

  Stem stem() {
    return stem;
  }

  List<Stage> stages() {
    return stages;
  }

  /** All blocks, in order. */
  Stream<ResidualBlock> blocks() {
    return stages.stream().flatMap(stage -> stage.blocks().stream());
  }

  /** All batch norms, in order. */
  Stream<BatchNorm> norms() {
    return Stream.concat(Stream.of(stem.norm()), blocks().flatMap(block -> block.norms().stream()));
  }

  /** From now on the batch norms see, in the steps of a training, the batches of all workers. */
  public void synchronizeNorms(SyncedNorms synced) {
    norms().forEach(norm -> norm.synchronize(synced));
  }

  /**
   * Makes every block its skip alone to begin with: zeroes the gain of its last batch norm. Without
   * skips nothing would be left of the pictures, so a plain network stays as it is.
   */
  public void zeroInitResidual() {
    try (NoGradGuard noGrad = new NoGradGuard()) {
      blocks()
          .filter(ResidualBlock::isResidual)
          .forEach(block -> block.lastNorm().weight().zero_());
    }
  }

  /** Moves every parameter and buffer to the device. */
  public void moveTo(ComputeDevice device) {
    if (device.type() != ComputeDevice.Type.CPU) {
      module.to(device.toTorch(), false);
    }
  }

  /** Sets the network to training, or to evaluation; {@link Freeze frozen} parts stay in it. */
  public void train(boolean training) {
    module.train(training);
    Freeze.frozenModules(this).forEach(Module::eval);
  }

  /** Frees the gradients, which take as much memory as the parameters. */
  public void dropGradients() {
    module.zero_grad(true);
  }

  /** Whether a parameter of this name belongs to the head, the last layer. */
  public static boolean isOfHead(String name) {
    return name.startsWith(HEAD + ".");
  }

  @Override
  public void close() {
    owner.close();
  }
}
