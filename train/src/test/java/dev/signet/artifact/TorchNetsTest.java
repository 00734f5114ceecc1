package dev.signet.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.config.Layout;
import dev.signet.config.Preprocessing;
import dev.signet.config.ResNetVariant;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
import dev.signet.libtorch.Tensors;
import dev.signet.model.Inputs;
import dev.signet.model.Networks;
import dev.signet.model.ResNet;
import dev.signet.picture.Batch;
import dev.signet.picture.ImageSize;
import dev.signet.testing.Python;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What PyTorch saved is recognised, loaded strictly, and computes the logits that PyTorch did. */
class TorchNetsTest {
  private static final Path FIXTURES = Path.of("src/test/resources/nets");
  private static final int SIDE = 32;
  private static final int CLASSES = 6;

  @TempDir Path folder;

  private int threads;

  /** Small pictures are not worth the waiting of threads for one another. */
  @BeforeEach
  void useOneThread() {
    threads = Libtorch.threads();
    Libtorch.useThreads(1);
  }

  @AfterEach
  void useAllThreads() {
    Libtorch.useThreads(threads);
  }

  /** {@code fixtures/save_nets.py} made the files. */
  @ParameterizedTest
  @EnumSource(Layout.class)
  void tinyNetsThatPyTorchSavedHaveItsLogits(Layout layout) throws IOException {
    assertSame(
        new Net(ResNetVariant.TINY, layout),
        FIXTURES.resolve(layout.label() + ".pt"),
        FIXTURES.resolve(layout.label() + ".logits"),
        FIXTURES.resolve("pictures.bin"));
  }

  @Test
  @Tag("python")
  void largeNetsThatPyTorchSavesHaveItsLogits() throws Exception {
    Python python = Python.with("torch");
    Path pictures = folder.resolve("pictures.bin");
    List<Net> nets = new ArrayList<>();
    List<String> arguments = new ArrayList<>(List.of("" + CLASSES, pictures.toString(), "" + SIDE));
    for (ResNetVariant variant :
        List.of(ResNetVariant.RESNET18, ResNetVariant.RESNET34, ResNetVariant.RESNET50)) {
      for (Layout layout : Layout.values()) {
        Net net = new Net(variant, layout);
        nets.add(net);
        arguments.addAll(
            List.of(
                variant.label(),
                layout.label(),
                folder.resolve(net + ".pt").toString(),
                folder.resolve(net + ".logits").toString()));
      }
    }
    python.runFixture("save_nets.py", arguments);
    for (Net net : nets) {
      Path state = folder.resolve(net + ".pt");
      assertSame(net, state, folder.resolve(net + ".logits"), pictures);
      Files.delete(state); // the large ones are 90 MB each
    }
  }

  private static void assertSame(Net expected, Path state, Path logits, Path pictures)
      throws IOException {
    OpenedModel opened = OpenedModel.open(state, Assumptions.NONE).fitting(SIDE, SIDE);
    assertThat(opened.file().manifest().model().variant()).isEqualTo(expected.variant);
    assertThat(opened.file().manifest().model().layout()).isEqualTo(expected.layout);
    float[] theirs = floats(logits);
    float[] ours = logits(opened.file(), pictures);
    assertThat(ours).hasSameSizeAs(theirs).hasSizeGreaterThanOrEqualTo(4 * CLASSES);
    double largest = 0;
    double gap = 0;
    for (int i = 0; i < ours.length; i++) {
      largest = Math.max(largest, Math.abs(theirs[i]));
      gap = Math.max(gap, Math.abs((double) ours[i] - theirs[i]));
    }
    assertThat(largest).as("largest logit of %s", expected).isBetween(0.05, 100.0);
    assertThat(gap).as("largest difference of a logit of %s", expected).isLessThan(1e-5);
  }

  private static float[] logits(ModelFile model, Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int length = SIDE * SIDE * 3;
    List<byte[]> pictures = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += length) {
      pictures.add(Arrays.copyOfRange(bytes, at, at + length));
    }
    ComputeDevice cpu = ComputeDevice.choose("cpu");
    Inputs inputs = new Inputs(Preprocessing.UNIT, Arithmetic.plain(cpu));
    try (ResNet net = Networks.open(model, cpu);
        PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      net.module().eval();
      Batch batch = Batch.unlabelled(pictures, new ImageSize(SIDE, SIDE));
      return Tensors.floats(net.forward(inputs.images(batch)));
    }
  }

  private static float[] floats(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }

  private record Net(ResNetVariant variant, Layout layout) {
    @Override
    public String toString() {
      return variant.label() + "-" + layout.label();
    }
  }
}
