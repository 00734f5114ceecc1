package dev.signet.model;

import dev.signet.config.BackbonePart;
import dev.signet.config.BlockKind;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.ResNetVariant;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
import dev.signet.libtorch.RandomState;
import dev.signet.network.StageNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BatchNorm2dImpl;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * A residual network (He et al., "Deep Residual Learning for Image Recognition", 2015): a stem of
 * one 7x7 convolution and a max pool, four stages of residual blocks, an average over what is left
 * of the picture, and a linear layer.
 *
 * <p>The registered names are the state_dict keys of the {@link Layout}. Not safe for use by
 * several threads. It owns its parameters: {@link #close} frees them.
 *
 * <p>It holds libtorch's module rather than being one: a subclass would open the native libraries
 * when it is first named, before {@link Libtorch#load} could prepare them.
 */
public final class ResNet implements AutoCloseable {
  private static final String HEAD = "fc";
  private static final long[] POOL_KERNEL = {3, 3};
  private static final long[] POOL_STRIDE = {2, 2};
  private static final long[] POOL_PADDING = {1, 1};
  private static final long[] POOL_DILATION = {1, 1};

  private final ModelConfig config;
  private final PointerScope owner;
  private final Module module;
  private final Conv2dImpl stemConv;
  private final BatchNorm2dImpl stemNorm;
  private final List<Module> stages = new ArrayList<>();
  private final List<ResidualBlock> blocks = new ArrayList<>();
  private final LinearImpl fc;
  private final Set<BackbonePart> frozen = EnumSet.noneOf(BackbonePart.class);

  private ResNet(ModelConfig config, PointerScope owner) {
    this.config = config;
    this.owner = owner;
    module = new Module();
    ResNetVariant variant = config.variant();
    StageNames names = StageNames.of(config.layout());

    Module stem =
        names.stem().map(name -> module.register_module(name, new Module())).orElse(module);
    int channels = variant.stemChannels();
    boolean bias = ResidualBlock.hasBias(config.layout());
    stemConv = stem.register_module(names.stemConv(), Convolutions.conv(3, channels, 7, 2, bias));
    stemNorm = stem.register_module(names.stemNorm(), Convolutions.batchNorm(channels));

    for (int stage = 0; stage < variant.depths().size(); stage++) {
      Module folder = module.register_module(names.stage(stage), new Module());
      stages.add(folder);
      for (int block = 0; block < variant.depths().get(stage); block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        ResidualBlock next = block(variant, channels, variant.width(stage), stride);
        blocks.add(folder.register_module(names.block(stage, block), next));
        channels = variant.outChannels(stage);
      }
    }
    fc = module.register_module(HEAD, new LinearImpl(channels, config.classes()));
  }

  private ResidualBlock block(ResNetVariant variant, int in, int width, int stride) {
    return variant.block() == BlockKind.BASIC
        ? new BasicBlock(in, width, stride, config.layout())
        : new Bottleneck(in, width, stride, config.layout());
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

  /** The network's shape. */
  public ModelConfig config() {
    return config;
  }

  /** libtorch's module, which holds the parameters under their names. */
  public Module module() {
    return module;
  }

  /** Makes every block its skip alone to begin with: zeroes the gain of its last batch norm. */
  public void zeroInitResidual() {
    try (NoGradGuard noGrad = new NoGradGuard()) {
      blocks.forEach(block -> block.lastNorm().weight().zero_());
    }
  }

  /** Moves every parameter and buffer to the device. */
  public void moveTo(ComputeDevice device) {
    if (device.type() != ComputeDevice.Type.CPU) {
      module.to(device.toTorch(), false);
    }
  }

  /**
   * Lays the convolutions' weights out as the arithmetic wants them. In the last two stages they
   * lie in planes, because there the weights outweigh the activations, and in planes oneDNN
   * reorders them faster; unless few pixels are left, so that the convolutions are matrix products
   * (docs/performance.md).
   */
  public void arrange(Arithmetic arithmetic) {
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      layOut(module, arithmetic::arrange);
      int firstBlock = 0;
      for (int stage = 0; stage < config.variant().depths().size(); stage++) {
        int depth = config.variant().depths().get(stage);
        if (firstBlock >= config.variant().wideBlocks() && !isUnfolded(stage, arithmetic)) {
          blocks
              .subList(firstBlock, firstBlock + depth)
              .forEach(block -> layOut(block, Tensor::contiguous));
        }
        firstBlock += depth;
      }
    }
  }

  private boolean isUnfolded(int stage, Arithmetic arithmetic) {
    int halved = stage + 2; // by the stem, its pool and the stages
    return arithmetic.bf16()
        && UnfoldedConvolution.isSmall(
            side(config.input().height(), halved), side(config.input().width(), halved));
  }

  /** What is left of a side that was halved so many times. */
  private static int side(int pixels, int halved) {
    return ((pixels - 1) >> halved) + 1;
  }

  private static void layOut(Module part, UnaryOperator<Tensor> layout) {
    TensorVector parameters = part.parameters(true);
    for (long i = 0; i < parameters.size(); i++) {
      Tensor parameter = parameters.get(i);
      if (parameter.dim() == 4) {
        parameter.__dispatch_set_data(layout.apply(parameter));
      }
    }
  }

  /**
   * Chooses whether the biases of convolutions that a batch norm follows are trained. The norm
   * takes them away again, so their gradient is zero but for rounding.
   */
  public void trainNormedBiases(boolean train) {
    if (config.layout() == Layout.ARTICLE) { // torchvision's convolutions have none
      stemConv.bias().set_requires_grad(train);
      blocks.forEach(
          block -> block.normedConvolutions().forEach(c -> c.bias().set_requires_grad(train)));
      freeze(frozen);
    }
  }

  /**
   * Keeps parts as they are from now on: their parameters get no gradients, and in {@link #train}
   * their batch norms go on using the statistics they have. Frozen parts at the beginning of the
   * network cost no backward pass.
   */
  public void freeze(Collection<BackbonePart> parts) {
    frozen.addAll(parts);
    for (Module part : frozenModules()) {
      TensorVector parameters = part.parameters(true);
      for (long i = 0; i < parameters.size(); i++) {
        parameters.get(i).set_requires_grad(false);
      }
    }
  }

  private List<Module> frozenModules() {
    List<Module> modules = new ArrayList<>();
    for (BackbonePart part : frozen) {
      if (part == BackbonePart.STEM) {
        modules.addAll(List.of(stemConv, stemNorm));
      } else {
        modules.add(stages.get(part.stage()));
      }
    }
    return modules;
  }

  /** Sets the network to training, or to evaluation; frozen parts stay in evaluation. */
  public void train(boolean training) {
    module.train(training);
    frozenModules().forEach(Module::eval);
  }

  /** Frees the gradients, which take as much memory as the parameters. */
  public void dropGradients() {
    module.zero_grad(true);
  }

  /** Whether a parameter of this name belongs to the head, the last layer. */
  public static boolean isOfHead(String name) {
    return name.startsWith(HEAD + ".");
  }

  /**
   * Gathers the running statistics of the batch norms anew: they become the means over the batches
   * of a pass ("precise batch norm", Wu and Johnson, "Rethinking Batch in BatchNorm", 2021).
   * Weights that were averaged or put together never saw the statistics of any step.
   *
   * @param pass takes batches of training pictures through {@link #forward}; without gradients
   */
  public void gatherStatistics(Runnable pass) {
    boolean wasTraining = module.is_training();
    train(true);
    List<BatchNorm2dImpl> norms =
        Stream.concat(Stream.of(stemNorm), blocks.stream().flatMap(b -> b.norms().stream()))
            .filter(norm -> norm.is_training()) // those of frozen parts keep what they have
            .toList();
    try (PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      double momentum = stemNorm.options().momentum().get();
      norms.forEach(
          norm -> {
            norm.reset_running_stats();
            norm.options().momentum().reset(); // without momentum all batches count the same
          });
      try {
        pass.run();
      } finally {
        norms.forEach(norm -> norm.options().momentum().put(momentum));
      }
    } finally {
      train(wasTraining);
    }
  }

  /** Pictures {@code [n, 3, h, w]} to logits {@code [n, classes]}. */
  public Tensor forward(Tensor images) {
    int last = config.variant().depths().size() - 1;
    return logits(features(images, last), last);
  }

  /**
   * The first half of {@link #forward}: pictures {@code [n, 3, h, w]} to what leaves a stage.
   *
   * @param stage 0 to 3: {@code [n, 64, h/4, w/4]} to {@code [n, 512, h/32, w/32]} in ResNet-34
   */
  public Tensor features(Tensor images, int stage) {
    Tensor x = ResidualBlock.relu(stemNorm.forward(stemConv.forward(images))); // [n, 64, h/2, w/2]
    x = torch.max_pool2d(x, POOL_KERNEL, POOL_STRIDE, POOL_PADDING, POOL_DILATION, false);
    return run(x, 0, blocksUpTo(stage)); // from [n, 64, h/4, w/4]
  }

  /** The second half of {@link #forward}: what leaves a stage to logits {@code [n, classes]}. */
  public Tensor logits(Tensor features, int stage) {
    Tensor x = run(features, blocksUpTo(stage), blocks.size()); // to [n, 512, h/32, w/32]
    x = torch.adaptive_avg_pool2d(x, 1, 1).flatten(1, -1); // [n, 512]
    return fc.forward(x);
  }

  private Tensor run(Tensor x, int from, int to) {
    int wideBlocks = config.variant().wideBlocks();
    for (int i = from; i < to; i++) {
      x = blocks.get(i).forward(i == wideBlocks ? x.contiguous() : x);
    }
    return x;
  }

  /** How many blocks there are up to the end of a stage. */
  private int blocksUpTo(int stage) {
    return config.variant().depths().stream().limit(stage + 1L).mapToInt(depth -> depth).sum();
  }

  @Override
  public void close() {
    owner.close();
  }
}
