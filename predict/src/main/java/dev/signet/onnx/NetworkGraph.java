package dev.signet.onnx;

import dev.signet.config.InputSize;
import dev.signet.config.Preprocessing;
import dev.signet.network.FoldedBlock;
import dev.signet.network.FoldedConv;
import dev.signet.network.FoldedNet;
import java.util.List;

/** A folded network written down layer by layer, as {@code FoldedNet} describes it. */
final class NetworkGraph {
  /** What a caller gives: pictures. */
  static final String INPUT = "input";

  /** What a caller gets: {@code [n, classes]} floats. */
  static final String OUTPUT = "logits";

  private final OnnxGraph graph = new OnnxGraph();
  private final Encoding encoding;

  private NetworkGraph(Encoding encoding) {
    this.encoding = encoding;
  }

  /** The network for pictures that come as floats {@code [n, 3, h, w]}, preprocessed. */
  static OnnxGraph of(FoldedNet net, InputSize size, Encoding encoding) {
    NetworkGraph it = new NetworkGraph(encoding);
    String input =
        it.graph.input(INPUT, OnnxType.FLOAT, size.channels(), size.height(), size.width());
    it.network(net, input);
    return it.graph;
  }

  /** The network for pictures as bytes {@code [n, h, w, 3]}, which it preprocesses itself. */
  static OnnxGraph withPreprocessing(
      FoldedNet net, InputSize size, Preprocessing preprocessing, Encoding encoding) {
    NetworkGraph it = new NetworkGraph(encoding);
    String bytes =
        it.graph.input(INPUT, OnnxType.UINT8, size.height(), size.width(), size.channels());
    it.network(net, it.preprocess(bytes, preprocessing));
    return it.graph;
  }

  /** {@code (byte / 255 - mean) / std}, in the order of {@code Inputs}, so that rounding agrees. */
  private String preprocess(String bytes, Preprocessing preprocessing) {
    String floats = cast(bytes, "pictures.float", OnnxType.FLOAT);
    String planes =
        graph.node(
            "Transpose",
            "pictures.planes",
            List.of(floats),
            OnnxAttribute.integers("perm", 0, 3, 1, 2)); // [n, 3, h, w]
    String white = graph.floats("pictures.white", List.of(), 255);
    String unit = graph.node("Div", "pictures.unit", List.of(planes, white));
    if (preprocessing.isUnit()) {
      return unit;
    }
    String mean = perChannel("pictures.mean", preprocessing.mean());
    String std = perChannel("pictures.std", preprocessing.std());
    String centred = graph.node("Sub", "pictures.centred", List.of(unit, mean));
    return graph.node("Div", "pictures", List.of(centred, std));
  }

  private String perChannel(String name, List<Double> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i).floatValue();
    }
    return graph.floats(name, List.of(1L, (long) floats.length, 1L, 1L), floats);
  }

  private void network(FoldedNet net, String pictures) {
    String numbers =
        encoding.type() == OnnxType.FLOAT
            ? pictures
            : cast(pictures, "pictures.encoded", encoding.type());
    String stem = relu(convolution(net.stem(), encoding.activation(graph, numbers, INPUT)));
    String x = net.pooled() ? pool(stem) : activation(stem);
    for (int i = 0; i < net.blocks().size(); i++) {
      x = block("block" + (i + 1), net.blocks().get(i), x);
    }
    String average = graph.node("GlobalAveragePool", "average", List.of(x));
    String features =
        graph.node("Flatten", "features", List.of(average), OnnxAttribute.integer("axis", 1));
    long classes = net.classes();
    List<Long> shape = List.of(classes, net.fcWeight().length / classes);
    List<String> last =
        encoding.lastParameters(
            graph, new Encoding.Layer("fc", net.fcWeight(), shape, net.fcBias()));
    boolean plain = encoding.type() == OnnxType.FLOAT;
    String logits =
        graph.node(
            "Gemm",
            plain ? OUTPUT : "fc",
            List.of(features, last.get(0), last.get(1)),
            OnnxAttribute.integer("transB", 1));
    graph.output(plain ? logits : cast(logits, OUTPUT, OnnxType.FLOAT), OnnxType.FLOAT, classes);
  }

  private String pool(String stem) {
    String pooled =
        graph.node(
            "MaxPool",
            "pool",
            List.of(activation(stem)),
            OnnxAttribute.integers("kernel_shape", 3, 3),
            OnnxAttribute.integers("pads", 1, 1, 1, 1),
            OnnxAttribute.integers("strides", 2, 2));
    return encoding.activation(graph, pooled, stem);
  }

  private String block(String name, FoldedBlock block, String x) {
    String y = x;
    List<FoldedConv> main = block.main();
    for (int i = 0; i < main.size(); i++) {
      String conv = convolution(main.get(i), y);
      boolean summed = block.residual() && i == main.size() - 1;
      y = activation(summed ? conv : relu(conv));
    }
    if (!block.residual()) {
      return y;
    }
    String skip = block.skip().map(conv -> activation(convolution(conv, x))).orElse(x);
    return activation(relu(graph.node("Add", name + ".sum", List.of(y, skip))));
  }

  private String convolution(FoldedConv conv, String from) {
    long kernel = conv.shape().get(2);
    long pad = conv.padding();
    List<String> parameters =
        encoding.parameters(
            graph, new Encoding.Layer(conv.name(), conv.weight(), conv.shape(), conv.bias()), from);
    return graph.node(
        "Conv",
        conv.name(),
        List.of(from, parameters.get(0), parameters.get(1)),
        OnnxAttribute.integers("kernel_shape", kernel, kernel),
        OnnxAttribute.integers("pads", pad, pad, pad, pad),
        OnnxAttribute.integers("strides", conv.stride(), conv.stride()));
  }

  private String relu(String value) {
    return graph.node("Relu", value + ".relu", List.of(value));
  }

  private String activation(String value) {
    return encoding.activation(graph, value, value);
  }

  private String cast(String value, String to, OnnxType type) {
    return graph.node("Cast", to, List.of(value), OnnxAttribute.integer("to", type.number()));
  }
}
