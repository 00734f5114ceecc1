package dev.signet.network;

import dev.signet.config.BlockKind;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.ResNetVariant;
import dev.signet.config.SkipKind;
import dev.signet.config.StemKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What each stage does to a picture's shape and what it costs, worked out on paper: no network is
 * built.
 *
 * @param config the network
 * @param stages from the stem to the classifier
 * @param activations numbers that the convolutions leave of one picture
 */
public record ModelSummary(ModelConfig config, List<Stage> stages, long activations) {
  /**
   * One row of the table.
   *
   * @param name as the article calls it
   * @param input shape that enters
   * @param output shape that leaves
   * @param parameters numbers that are trained
   * @param multiplyAdds of one picture's forward pass, convolutions and linear layer
   */
  public record Stage(String name, Shape input, Shape output, long parameters, long multiplyAdds) {}

  /** Channels, height and width of one picture's activations. */
  public record Shape(int channels, int height, int width) {
    @Override
    public String toString() {
      return channels + "x" + height + "x" + width;
    }
  }

  /** Works out the table for a network. */
  public static ModelSummary of(ModelConfig config) {
    ResNetVariant variant = config.variant();
    boolean bias = config.layout() == Layout.ARTICLE;
    List<Stage> stages = new ArrayList<>();
    InputSize input = config.input();
    Cost stem = new Cost(new Shape(input.channels(), input.height(), input.width()));
    StemKind begin = config.stem();
    stem.convolution(variant.stemChannels(), begin.kernel(), begin.stride(), bias);
    stem.batchNorm();
    stages.add(stem.stage("conv1"));
    long activations = stem.activations;
    Shape x = stem.shape;
    for (int stage = 0; stage < variant.depths().size(); stage++) {
      Cost cost = new Cost(x);
      if (stage == 0 && begin.isPooled()) {
        cost.maxPool();
      }
      for (int block = 0; block < variant.depths().get(stage); block++) {
        cost.block(variant, stage, stage > 0 && block == 0 ? 2 : 1, config.layout());
      }
      stages.add(cost.stage("conv" + (stage + 2)));
      activations += cost.activations;
      x = cost.shape;
    }
    Shape pooled = new Shape(x.channels, 1, 1);
    stages.add(new Stage("avg_pool", x, pooled, 0, 0));
    long weights = (long) x.channels * config.classes();
    stages.add(
        new Stage(
            "fc", pooled, new Shape(config.classes(), 1, 1), weights + config.classes(), weights));
    return new ModelSummary(config, List.copyOf(stages), activations);
  }

  /** Numbers that are trained. */
  public long parameters() {
    return stages.stream().mapToLong(Stage::parameters).sum();
  }

  /** Multiplications, each with its addition, of one picture's forward pass. */
  public long multiplyAdds() {
    return stages.stream().mapToLong(Stage::multiplyAdds).sum();
  }

  /** Rows or columns that a convolution or a pool leaves: floor((n + 2p - f) / s + 1). */
  public static int outputSize(int n, int kernel, int padding, int stride) {
    return Math.floorDiv(n + 2 * padding - kernel, stride) + 1;
  }

  /** Adds up one stage while its shape changes. */
  private static final class Cost {
    private final Shape input;
    private Shape shape;
    private long parameters;
    private long multiplyAdds;
    private long activations;

    Cost(Shape input) {
      this.input = input;
      this.shape = input;
    }

    Stage stage(String name) {
      return new Stage(name, input, shape, parameters, multiplyAdds);
    }

    void convolution(int out, int kernel, int stride, boolean bias) {
      int padding = kernel / 2;
      int height = outputSize(shape.height, kernel, padding, stride);
      int width = outputSize(shape.width, kernel, padding, stride);
      long weights = (long) shape.channels * out * kernel * kernel;
      parameters += weights + (bias ? out : 0);
      multiplyAdds += weights * height * width;
      activations += (long) out * height * width;
      shape = new Shape(out, height, width);
    }

    void batchNorm() {
      parameters += 2L * shape.channels;
    }

    void maxPool() {
      shape =
          new Shape(
              shape.channels, outputSize(shape.height, 3, 1, 2), outputSize(shape.width, 3, 1, 2));
    }

    void block(ResNetVariant variant, int stage, int stride, Layout layout) {
      boolean bias = layout == Layout.ARTICLE;
      int width = variant.width(stage);
      Shape before = shape;
      if (variant.block() == BlockKind.BASIC) {
        convolutionAndNorm(width, 3, stride, bias);
        convolutionAndNorm(width, 3, 1, bias);
      } else {
        convolutionAndNorm(width, 1, 1, bias);
        convolutionAndNorm(width, 3, stride, bias);
        convolutionAndNorm(variant.outChannels(stage), 1, 1, bias);
      }
      boolean projects =
          variant.skip() == SkipKind.PROJECTION
              && (before.channels != shape.channels
                  || (layout == Layout.TORCHVISION && stride != 1));
      if (projects) {
        shape = before;
        convolution(variant.outChannels(stage), 1, stride, bias);
        if (layout == Layout.TORCHVISION) {
          batchNorm();
        }
      }
    }

    private void convolutionAndNorm(int out, int kernel, int stride, boolean bias) {
      convolution(out, kernel, stride, bias);
      batchNorm();
    }
  }
}
