package dev.signet.model;

import dev.signet.config.Architecture;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.ResNetVariant;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Convolutions;
import dev.signet.libtorch.Libtorch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Takes networks and single convolutions of few channels forward and back, over many shapes, in a
 * process whose memory glibc checks: {@link ShapeSweepTest} starts it. What writes beyond a buffer
 * ends the process, and the last line that it has printed says where.
 */
final class ShapeSweep {
  /** How the process ends where glibc does not check its memory. */
  static final int UNCHECKED = 3;

  private static final List<Integer> THREADS = List.of(1, 2);
  private static final ComputeDevice CPU = ComputeDevice.choose("cpu");

  private final Arithmetic arithmetic;
  private int steps;

  private ShapeSweep(Arithmetic arithmetic) {
    this.arithmetic = arithmetic;
  }

  public static void main(String[] args) throws IOException {
    if (!isChecked()) {
      System.exit(UNCHECKED);
    }
    Libtorch.load();
    int steps = 0;
    for (int threads : THREADS) {
      Libtorch.useThreads(threads);
      for (boolean bf16 : new boolean[] {false, true}) {
        for (boolean channelsLast : new boolean[] {false, true}) {
          ShapeSweep sweep = new ShapeSweep(new Arithmetic(bf16, channelsLast, CPU, "swept"));
          sweep.convolutions();
          sweep.blocks();
          sweep.networks();
          steps += sweep.steps;
        }
      }
    }
    System.out.println(steps + " steps");
    System.exit(0); // native threads outlive main
  }

  private static boolean isChecked() throws IOException {
    Path maps = Path.of("/proc/self/maps");
    if (!Files.exists(maps)) {
      return false;
    }
    try (Stream<String> libraries = Files.lines(maps)) {
      return libraries.anyMatch(line -> line.contains("libc_malloc_debug"));
    }
  }

  private void convolutions() {
    for (int in : List.of(1, 3, 8, 12, 16, 24)) {
      for (int kernel : List.of(1, 3)) {
        for (int stride : List.of(1, 2)) {
          try (PointerScope scope = new PointerScope()) {
            Conv2dImpl conv = Convolutions.conv(in, 16, kernel, stride, true);
            conv.weight().__dispatch_set_data(arithmetic.arrange(conv.weight()));
            for (int side : List.of(1, 2, 7, 16)) {
              for (int batch : List.of(1, 9, 64)) {
                String name =
                    String.format(
                        Locale.ROOT, "convolution %dx%d, stride %d", kernel, kernel, stride);
                step(name, x -> Convolutions.apply(conv, x), in, batch, side);
              }
            }
          }
        }
      }
    }
  }

  /** The stages of a network that has 16, 32 and 64 channels over small pictures. */
  private void blocks() {
    for (Layout layout : Layout.values()) {
      Architecture projected = new Architecture(ResNetVariant.RESNET18, layout);
      try (PointerScope scope = new PointerScope()) {
        Conv2dImpl stem = Convolutions.conv3x3(3, 16, 1, false);
        List<ResidualBlock> blocks =
            List.of(
                new BasicBlock(16, 16, 1, projected),
                new BasicBlock(16, 32, 2, projected),
                new BasicBlock(32, 64, 2, projected),
                new Bottleneck(64, 4, 1, projected),
                new Bottleneck(16, 12, 2, projected));
        for (int side : List.of(1, 7, 32)) {
          for (int batch : List.of(2, 17, 64)) {
            step(
                "blocks, " + layout,
                images -> {
                  Tensor x = Convolutions.apply(stem, images);
                  for (ResidualBlock block : blocks) {
                    x = block.forward(x);
                  }
                  return x;
                },
                3,
                batch,
                side);
          }
        }
      }
    }
  }

  private void networks() {
    for (int side : List.of(8, 40, 64)) {
      for (Layout layout : Layout.values()) {
        InputSize input = InputSize.square(side);
        try (ResNet net = ResNet.create(new ModelConfig(ResNetVariant.TINY, layout, input, 6), 1)) {
          WeightLayout.arrange(net, arithmetic);
          trainOn("tiny, " + layout, net::forward, side);
        }
      }
    }
  }

  private void trainOn(String name, UnaryOperator<Tensor> net, int side) {
    for (int batch : List.of(2, 9, 33)) {
      step(name, net, 3, batch, side);
    }
  }

  private void step(String name, UnaryOperator<Tensor> net, int channels, int batch, int side) {
    System.out.printf(
        "%s: [%d, %d, %d, %d], bf16 %b, channels last %b, threads %d%n",
        name,
        batch,
        channels,
        side,
        side,
        arithmetic.bf16(),
        arithmetic.channelsLast(),
        Libtorch.threads());
    try (PointerScope scope = new PointerScope()) {
      Tensor x = arithmetic.arrange(torch.randn(batch, channels, side, side));
      x.requires_grad_(true);
      Tensor y = arithmetic.autocast(() -> net.apply(x));
      y.to(ScalarType.Float).square().sum().backward();
    }
    steps++;
  }
}
