package dev.signet.network;

import dev.signet.config.Architecture;
import dev.signet.config.BlockKind;
import dev.signet.config.Layout;
import dev.signet.config.ResNetVariant;
import dev.signet.config.SkipKind;
import dev.signet.statedict.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An array that a network's state_dict must have, worked out on paper: no network is built.
 *
 * @param name its key
 * @param dtype F32, or I64 for the counters of batch norms
 * @param shape its sizes
 */
public record ExpectedArray(String name, DType dtype, List<Long> shape) {
  /** Of the last layer: rows are classes. */
  public static final String HEAD_WEIGHT = "fc.weight";

  /** Of the last layer. */
  public static final String HEAD_BIAS = "fc.bias";

  private static final String COUNTER = "num_batches_tracked";

  /** Whether PyTorch before 0.4.1 did without it: evaluation never looks at it. */
  boolean isCounter() {
    return name.endsWith("." + COUNTER);
  }

  /** Whether it belongs to the last layer, which depends on the classes. */
  public boolean isOfHead() {
    return name.equals(HEAD_WEIGHT) || name.equals(HEAD_BIAS);
  }

  /** The outermost module that an array of this name is in. */
  static String module(String name) {
    return name.substring(0, Math.max(0, name.indexOf('.')));
  }

  /** The outermost modules below the head: nothing else may be in them. */
  static Set<String> backboneModules(Layout layout) {
    return of(new Architecture(ResNetVariant.RESNET18, layout), 1).stream()
        .filter(array -> !array.isOfHead())
        .map(array -> module(array.name()))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** All arrays of a network, in the order of its state_dict. */
  public static List<ExpectedArray> of(Architecture architecture, long classes) {
    ResNetVariant variant = architecture.variant();
    Listing listing = new Listing(architecture.layout());
    StageNames names = StageNames.of(architecture.layout());
    String stem = names.stem().map(name -> name + ".").orElse("");
    long channels = variant.stemChannels();
    listing.convolution(stem + names.stemConv(), channels, 3, architecture.stem().kernel());
    listing.batchNorm(stem + names.stemNorm(), channels);
    for (int stage = 0; stage < variant.depths().size(); stage++) {
      for (int block = 0; block < variant.depths().get(stage); block++) {
        String name = names.stage(stage) + "." + names.block(stage, block) + ".";
        listing.main(name, variant.block(), channels, variant.width(stage));
        if (variant.skip() == SkipKind.PROJECTION) {
          boolean halves = stage > 0 && block == 0;
          listing.skip(name, channels, variant.outChannels(stage), halves);
        }
        channels = variant.outChannels(stage);
      }
    }
    listing.add(HEAD_WEIGHT, classes, channels);
    listing.add(HEAD_BIAS, classes);
    return listing.arrays;
  }

  /** Writes down layer by layer what PyTorch's modules register. */
  private static final class Listing {
    private final List<ExpectedArray> arrays = new ArrayList<>();
    private final Layout layout;

    Listing(Layout layout) {
      this.layout = layout;
    }

    void add(String name, Long... shape) {
      arrays.add(new ExpectedArray(name, DType.F32, List.of(shape)));
    }

    void convolution(String name, long out, long in, long kernel) {
      add(name + ".weight", out, in, kernel, kernel);
      if (layout == Layout.ARTICLE) {
        add(name + ".bias", out);
      }
    }

    void batchNorm(String name, long channels) {
      for (String part : List.of("weight", "bias", "running_mean", "running_var")) {
        add(name + "." + part, channels);
      }
      arrays.add(new ExpectedArray(name + "." + COUNTER, DType.I64, List.of()));
    }

    private void normed(String block, int number, long out, long in, long kernel) {
      convolution(block + "conv" + number, out, in, kernel);
      batchNorm(block + "bn" + number, out);
    }

    void main(String block, BlockKind kind, long in, long width) {
      switch (kind) {
        case BASIC -> {
          normed(block, 1, width, in, 3);
          normed(block, 2, width, width, 3);
        }
        case BOTTLENECK -> {
          normed(block, 1, width, in, 1);
          normed(block, 2, width, width, 3);
          normed(block, 3, width * kind.expansion(), width, 1);
        }
      }
    }

    void skip(String block, long in, long out, boolean strided) {
      switch (layout) {
        case ARTICLE -> {
          if (in != out) {
            convolution(block + "conv1x1", out, in, 1);
          }
        }
        case TORCHVISION -> {
          if (in != out || strided) {
            convolution(block + "downsample.0", out, in, 1);
            batchNorm(block + "downsample.1", out);
          }
        }
      }
    }
  }
}
