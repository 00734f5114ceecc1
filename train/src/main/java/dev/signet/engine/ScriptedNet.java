package dev.signet.engine;

import dev.signet.Text;
import dev.signet.config.InputSize;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Tensors;
import dev.signet.network.FoldedBlock;
import dev.signet.network.FoldedConv;
import dev.signet.network.FoldedNet;
import java.util.List;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A folded network written down as TorchScript, layer by layer, with its weights as parameters. */
public final class ScriptedNet {
  /** Up to here unfolding was faster, for one picture and for 32 (docs/performance.md). */
  private static final int UNFOLDED_PIXELS = 16;

  /** The same as the model package's UnfoldedConvolution, with weights laid out once. */
  private static final String UNFOLDED =
      """
      def unfolded(self, x: Tensor, weight: Tensor, bias: Tensor, kernel: int, stride: int,
                   height: int, width: int) -> Tensor:
          p = kernel // 2
          padded = torch.constant_pad_nd(x.permute([0, 2, 3, 1]), [0, 0, p, p, p, p])
          seen: List[Tensor] = []
          for row in range(kernel):
              for column in range(kernel):
                  seen.append(padded[:, row:row + stride * (height - 1) + 1:stride,
                                     column:column + stride * (width - 1) + 1:stride])
          y = torch.linear(torch.cat(seen, 3).flatten(0, 2), weight, bias)
          return y.view([x.size(0), height, width, -1]).permute([0, 3, 1, 2])
      """;

  private final StringBuilder source =
      new StringBuilder("def forward(self, x: Tensor) -> Tensor:\n");
  private final JitModule module = new JitModule(new QualifiedName("ResNet"));
  private final Arithmetic arithmetic;
  private int height; // of what the last layer left of the picture
  private int width;
  private int layers;

  private ScriptedNet(InputSize input, Arithmetic arithmetic) {
    this.arithmetic = arithmetic;
    height = input.height();
    width = input.width();
  }

  /**
   * The network as a module whose {@code forward} makes logits {@code [n, classes]} of pictures
   * {@code [n, 3, h, w]}; it belongs to the caller's scope.
   *
   * @param arithmetic type and layout of the weights; pictures must have the same
   */
  public static JitModule define(FoldedNet net, Arithmetic arithmetic) {
    return new ScriptedNet(net.input(), arithmetic).define(net);
  }

  private JitModule define(FoldedNet net) {
    if (unfolds()) {
      module.define(UNFOLDED);
    }
    shrink(net.stem().stride());
    convolution("x", "x", net.stem(), true);
    line("x = torch.relu_(x)");
    if (net.pooled()) {
      shrink(2);
      line("x = torch.max_pool2d(x, [3, 3], [2, 2], [1, 1])");
    }
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
      shrink(main.get(i).stride());
      convolution("y", i == 0 ? "x" : "y", main.get(i), wide);
      if (i < main.size() - 1) {
        line("y = torch.relu_(y)");
      }
    }
    if (!block.residual()) {
      line("x = torch.relu_(y)");
      return;
    }
    block.skip().ifPresent(skip -> convolution("x", "x", skip, wide));
    line("x = torch.relu_(y.add_(x))");
  }

  private void shrink(int stride) {
    height = (height - 1) / stride + 1;
    width = (width - 1) / stride + 1;
  }

  private void convolution(String to, String from, FoldedConv conv, boolean wide) {
    String name = "conv" + layers++;
    Tensor weight = Tensors.floats(conv.weight(), shape(conv)); // [out, in, k, k]
    register(name + "_bias", Tensors.floats(conv.bias(), conv.bias().length));
    int stride = conv.stride();
    if (unfolds() && height * width <= UNFOLDED_PIXELS) {
      register(name + "_weight", weight.permute(0, 2, 3, 1).flatten(1, 3)); // [out, k * k * in]
      line(
          Text.of(
              "%s = self.unfolded(%s, self.%s_weight, self.%s_bias, %d, %d, %d, %d)",
              to, from, name, name, conv.kernel(), stride, height, width));
      return;
    }
    register(name + "_weight", wide ? arithmetic.arrange(weight) : weight);
    int padding = conv.padding();
    line(
        Text.of(
            "%s = torch.conv2d(%s, self.%s_weight, self.%s_bias, [%d, %d], [%d, %d])",
            to, from, name, name, stride, stride, padding, padding));
  }

  /** Whether convolutions over few pixels are faster as products: in bf16 on the CPU. */
  private boolean unfolds() {
    return arithmetic.bf16() && arithmetic.device().type() == ComputeDevice.Type.CPU;
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
