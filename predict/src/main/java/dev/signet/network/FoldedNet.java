package dev.signet.network;

import dev.signet.SignetException;
import dev.signet.config.BlockKind;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.ResNetVariant;
import dev.signet.config.SkipKind;
import dev.signet.config.StemKind;
import dev.signet.statedict.StateDict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A trained network as it answers, with no batch norm left: convolutions with ReLU, in most a 3x3
 * max pool of stride 2 behind the stem, residual blocks, an average over what is left of the
 * picture, a linear layer. Plain arrays; the same for both layouts.
 *
 * @param input size of its pictures
 * @param stem the first convolution
 * @param pooled whether the max pool is there
 * @param blocks of all stages, in order
 * @param wideBlocks how many of the blocks have more activations than weights
 * @param fcWeight {@code [classes, features]}, row-major
 * @param fcBias {@code [classes]}
 */
@SuppressWarnings("ArrayRecordComponent") // weights; records of them are never compared
public record FoldedNet(
    InputSize input,
    FoldedConv stem,
    boolean pooled,
    List<FoldedBlock> blocks,
    int wideBlocks,
    float[] fcWeight,
    float[] fcBias) {
  public FoldedNet {
    blocks = List.copyOf(blocks);
  }

  /**
   * Folds.
   *
   * @throws SignetException if an array is missing or has another shape than the configuration asks
   *     for
   */
  public static FoldedNet of(ModelConfig config, StateDict state) {
    ResNetVariant variant = config.variant();
    StemKind begin = config.stem();
    StageNames names = StageNames.of(config.layout());
    String stem = names.stem().map(name -> name + ".").orElse("");
    long channels = variant.stemChannels();
    FoldedConv first =
        FoldedConv.normed(
            state,
            stem + names.stemConv(),
            stem + names.stemNorm(),
            shape(channels, 3, begin.kernel()),
            begin.stride());
    List<FoldedBlock> blocks = new ArrayList<>();
    for (int stage = 0; stage < variant.depths().size(); stage++) {
      for (int block = 0; block < variant.depths().get(stage); block++) {
        String name = names.stage(stage) + "." + names.block(stage, block);
        BlockShape shape =
            new BlockShape(channels, variant.width(stage), stage > 0 && block == 0 ? 2 : 1);
        blocks.add(
            new FoldedBlock(
                shape.main(variant.block(), state, name),
                variant.skip() != SkipKind.NONE,
                shape.skip(config, variant.outChannels(stage), state, name)));
        channels = variant.outChannels(stage);
      }
    }
    long classes = config.classes();
    return new FoldedNet(
        config.input(),
        first,
        begin.isPooled(),
        blocks,
        variant.wideBlocks(),
        FoldedConv.values(state, "fc.weight", List.of(classes, channels)),
        FoldedConv.values(state, "fc.bias", List.of(classes)));
  }

  /** Logits that a picture is answered with. */
  public int classes() {
    return fcBias.length;
  }

  /** The same network, whose logits are followed by its features: what the last layer sees. */
  public FoldedNet withFeatures() {
    int classes = classes();
    int features = fcWeight.length / classes;
    float[] weight = Arrays.copyOf(fcWeight, (classes + features) * features);
    for (int i = 0; i < features; i++) {
      weight[(classes + i) * features + i] = 1; // a feature passes through as it is
    }
    float[] bias = Arrays.copyOf(fcBias, classes + features);
    return new FoldedNet(input, stem, pooled, blocks, wideBlocks, weight, bias);
  }

  private static List<Long> shape(long out, long in, long kernel) {
    return List.of(out, in, kernel, kernel);
  }

  /** What a block's convolutions must look like. */
  private record BlockShape(long in, long width, int stride) {
    List<FoldedConv> main(BlockKind kind, StateDict state, String name) {
      return switch (kind) {
        case BASIC ->
            List.of(
                conv(state, name, 1, shape(width, in, 3), stride),
                conv(state, name, 2, shape(width, width, 3), 1));
        case BOTTLENECK ->
            List.of(
                conv(state, name, 1, shape(width, in, 1), 1),
                conv(state, name, 2, shape(width, width, 3), stride),
                conv(state, name, 3, shape(width * kind.expansion(), width, 1), 1));
      };
    }

    private static FoldedConv conv(
        StateDict state, String block, int number, List<Long> shape, int stride) {
      return FoldedConv.normed(
          state, block + ".conv" + number, block + ".bn" + number, shape, stride);
    }

    Optional<FoldedConv> skip(ModelConfig config, long out, StateDict state, String name) {
      if (in == out && stride == 1) {
        return Optional.empty();
      }
      return switch (config.variant().skip()) {
        case NONE -> Optional.empty();
        case PADDED -> Optional.of(padded(out, name));
        case PROJECTION -> projection(config.layout(), FoldedNet.shape(out, in, 1), state, name);
      };
    }

    private Optional<FoldedConv> projection(
        Layout layout, List<Long> shape, StateDict state, String name) {
      return switch (layout) {
        case ARTICLE ->
            shape.get(0) == in
                ? Optional.empty()
                : Optional.of(FoldedConv.plain(state, name + ".conv1x1", shape, stride));
        case TORCHVISION ->
            Optional.of(
                FoldedConv.normed(
                    state, name + ".downsample.0", name + ".downsample.1", shape, stride));
      };
    }

    /** The skip without parameters, as the convolution that does the same: ones and zeros. */
    private FoldedConv padded(long out, String name) {
      float[] weight = new float[Math.toIntExact(out * in)];
      int before = Math.toIntExact((out - in) / 2); // channels of zeros
      for (int i = 0; i < in; i++) {
        weight[(before + i) * (int) in + i] = 1;
      }
      float[] bias = new float[Math.toIntExact(out)];
      return new FoldedConv(
          name + ".padded_skip", weight, FoldedNet.shape(out, in, 1), bias, stride);
    }
  }
}
