package dev.signet.network;

import dev.signet.config.BlockKind;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.ResNetVariant;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A network's state under the names of the other layout, with the same answers in evaluation mode.
 *
 * <p>The layouts differ in more than names. The article's convolutions have biases: on the way to
 * torchvision's layout a batch norm takes them in, by the mean that it subtracts. torchvision has a
 * batch norm on the skip: on the way to the article's layout the skip's convolution takes it in,
 * and on the way back it becomes one that changes nothing but the bias.
 */
public final class LayoutConversion {
  private static final float EPSILON = 1e-5f; // PyTorch's default for batch norm

  private final StateDict state;
  private final Layout to;
  private final Map<String, NamedArray> converted = new HashMap<>();

  private LayoutConversion(StateDict state, Layout to) {
    this.state = state;
    this.to = to;
  }

  /**
   * Converts.
   *
   * @param state of a network of this shape
   * @throws dev.signet.SignetException if it is not
   */
  public static StateDict convert(StateDict state, ModelConfig model, Layout to) {
    return model.layout() == to ? state : new LayoutConversion(state, to).convert(model);
  }

  private StateDict convert(ModelConfig model) {
    ResNetVariant variant = model.variant();
    int convolutions = variant.block() == BlockKind.BASIC ? 2 : 3;
    StageNames source = StageNames.of(model.layout());
    StageNames target = StageNames.of(to);
    String fromStem = source.stem().map(name -> name + ".").orElse("");
    String intoStem = target.stem().map(name -> name + ".").orElse("");
    normed(
        fromStem + source.stemConv(),
        fromStem + source.stemNorm(),
        intoStem + target.stemConv(),
        intoStem + target.stemNorm());
    for (int stage = 0; stage < variant.depths().size(); stage++) {
      for (int block = 0; block < variant.depths().get(stage); block++) {
        String from = source.stage(stage) + "." + source.block(stage, block) + ".";
        String into = target.stage(stage) + "." + target.block(stage, block) + ".";
        for (int i = 1; i <= convolutions; i++) {
          normed(from + "conv" + i, from + "bn" + i, into + "conv" + i, into + "bn" + i);
        }
        skip(from, into);
      }
    }
    put("fc.weight", state.get("fc.weight"));
    put("fc.bias", state.get("fc.bias"));
    List<NamedArray> ordered =
        ExpectedArray.of(model.withLayout(to).architecture(), model.classes()).stream()
            .map(expected -> Objects.requireNonNull(converted.get(expected.name())))
            .toList();
    return StateDict.of(ordered);
  }

  /** A convolution and the batch norm behind it. */
  private void normed(String conv, String norm, String intoConv, String intoNorm) {
    NamedArray weight = state.get(conv + ".weight");
    put(intoConv + ".weight", weight);
    for (String part : List.of("weight", "bias", "running_var", "num_batches_tracked")) {
      put(intoNorm + "." + part, state.get(norm + "." + part));
    }
    float[] mean = state.get(norm + ".running_mean").toFloats();
    if (to == Layout.TORCHVISION) {
      float[] bias = state.get(conv + ".bias").toFloats();
      for (int i = 0; i < mean.length; i++) {
        mean[i] -= bias[i];
      }
    } else {
      put(intoConv + ".bias", new float[mean.length]);
    }
    put(intoNorm + ".running_mean", mean);
  }

  private void skip(String from, String into) {
    if (to == Layout.TORCHVISION && state.find(from + "conv1x1.weight").isPresent()) {
      NamedArray weight = state.get(from + "conv1x1.weight");
      put(into + "downsample.0.weight", weight);
      float[] bias = state.get(from + "conv1x1.bias").toFloats();
      put(into + "downsample.1.weight", filled(bias.length, (float) Math.sqrt(1 + EPSILON)));
      put(into + "downsample.1.bias", bias);
      put(into + "downsample.1.running_mean", new float[bias.length]);
      put(into + "downsample.1.running_var", filled(bias.length, 1));
      String counter = into + "downsample.1.num_batches_tracked";
      converted.put(counter, NamedArray.ofLongs(counter, new long[] {0}));
    }
    if (to == Layout.ARTICLE && state.find(from + "downsample.0.weight").isPresent()) {
      List<Long> shape = state.get(from + "downsample.0.weight").shape();
      FoldedConv folded =
          FoldedConv.normed(state, from + "downsample.0", from + "downsample.1", shape, 1);
      String weight = into + "conv1x1.weight";
      converted.put(
          weight,
          NamedArray.ofFloats(
              weight, folded.weight(), shape.stream().mapToLong(Long::longValue).toArray()));
      put(into + "conv1x1.bias", folded.bias());
    }
  }

  private static float[] filled(int length, float value) {
    float[] values = new float[length];
    Arrays.fill(values, value);
    return values;
  }

  private void put(String name, NamedArray array) {
    converted.put(name, array.renamed(name));
  }

  private void put(String name, float[] values) {
    converted.put(name, NamedArray.ofFloats(name, values, values.length));
  }
}
