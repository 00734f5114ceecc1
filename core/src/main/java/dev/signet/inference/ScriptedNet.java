package dev.signet.inference;

import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.Tensors;
import dev.signet.model.FoldedBlock;
import dev.signet.model.FoldedConv;
import dev.signet.model.FoldedNet;
import java.util.List;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A folded network written down as TorchScript, layer by layer, with its weights as parameters. */
public final class ScriptedNet {
  private final StringBuilder source =
      new StringBuilder("def forward(self, x: Tensor) -> Tensor:\n");
  private final JitModule module = new JitModule(new QualifiedName("ResNet"));
  private final Arithmetic arithmetic;
  private int layers;

  private ScriptedNet(Arithmetic arithmetic) {
    this.arithmetic = arithmetic;
  }

  /**
   * The network as a module whose {@code forward} makes logits {@code [n, classes]} of pictures
   * {@code [n, 3, h, w]}; it belongs to the caller's scope.
   *
   * @param arithmetic type and layout of the weights; pictures must have the same
   */
  public static JitModule define(FoldedNet net, Arithmetic arithmetic) {
    return new ScriptedNet(arithmetic).define(net);
  }

  private JitModule define(FoldedNet net) {
    convolution("x", "x", net.stem(), true);
    line("x = torch.max_pool2d(torch.relu_(x), [3, 3], [2, 2], [1, 1])");
    for (int i = 0; i < net.blocks().size(); i++) {
      if (i == net.wideBlocks()) {
        line("x = x.contiguous()");
      }
      block(net.blocks().get(i), i < net.wideBlocks());
    }
    line("x = torch.adaptive_avg_pool2d(x, [1, 1]).flatten(1)");
    long features = net.fcWeight().length / net.classes();
    register("fc_weight", Tensors.floats(net.fcWeight(), net.classes(), features));
    register("fc_bias", Tensors.floats(net.fcBias(), net.classes()));
    line("return torch.linear(x, self.fc_weight, self.fc_bias)");
    module.define(source.toString());
    module.eval();
    return module;
  }

  private void block(FoldedBlock block, boolean wide) {
    List<FoldedConv> main = block.main();
    for (int i = 0; i < main.size(); i++) {
      convolution("y", i == 0 ? "x" : "y", main.get(i), wide);
      if (i < main.size() - 1) {
        line("y = torch.relu_(y)");
      }
    }
    block.skip().ifPresent(skip -> convolution("x", "x", skip, wide));
    line("x = torch.relu_(y.add_(x))");
  }

  private void convolution(String to, String from, FoldedConv conv, boolean wide) {
    String name = "conv" + layers++;
    Tensor weight = Tensors.floats(conv.weight(), shape(conv));
    register(name + "_weight", wide ? arithmetic.arrange(weight) : weight);
    register(name + "_bias", Tensors.floats(conv.bias(), conv.bias().length));
    line(
        "%s = torch.conv2d(%s, self.%s_weight, self.%s_bias, [%d, %d], [%d, %d])"
            .formatted(
                to,
                from,
                name,
                name,
                conv.stride(),
                conv.stride(),
                conv.padding(),
                conv.padding()));
  }

  private void register(String name, Tensor values) {
    ScalarType type = arithmetic.bf16() ? ScalarType.BFloat16 : ScalarType.Float;
    Tensor placed = values.to(arithmetic.device().toTorch(), type);
    module.register_parameter(name, placed, false);
  }

  private void line(String statement) {
    source.append("    ").append(statement).append('\n');
  }

  private static long[] shape(FoldedConv conv) {
    return conv.shape().stream().mapToLong(Long::longValue).toArray();
  }
}
