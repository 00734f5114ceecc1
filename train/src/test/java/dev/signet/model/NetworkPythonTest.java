package dev.signet.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.TestPictures;
import dev.signet.config.Architecture;
import dev.signet.config.InputSize;
import dev.signet.config.Layout;
import dev.signet.config.ModelConfig;
import dev.signet.config.Preprocessing;
import dev.signet.config.ResNetVariant;
import dev.signet.config.StemKind;
import dev.signet.data.ImageSource;
import dev.signet.libtorch.Arithmetic;
import dev.signet.libtorch.ComputeDevice;
import dev.signet.libtorch.Libtorch;
import dev.signet.libtorch.Tensors;
import dev.signet.picture.Batch;
import dev.signet.runfolder.RunFolder;
import dev.signet.statedict.NamedArray;
import dev.signet.statedict.StateDict;
import dev.signet.statedict.pytorch.TorchFile;
import dev.signet.testing.Python;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PyTorch loads what Signet saves, strictly and in order, and computes the same logits. */
@Tag("python")
class NetworkPythonTest {
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

  @Test
  void articlesClassGivesTheLogitsOfSignetsResNet34() throws Exception {
    Python python = Python.with("torch");
    List<Architecture> article = List.of(new Architecture(ResNetVariant.RESNET34, Layout.ARTICLE));
    assertThat(compare(python, 100, 64, article)).containsExactly("resnet34 article nets.py");
    assertThat(folder.resolve("article").resolve("ResNet34_params.pkl")).exists();
  }

  @Test
  void otherNetworksHaveTheLogitsOfTheirClassesInPyTorch() throws Exception {
    Python python = Python.with("torch");
    List<Architecture> networks = new ArrayList<>();
    for (ResNetVariant variant : ResNetVariant.values()) {
      for (Layout layout : Layout.values()) {
        networks.add(new Architecture(variant, layout));
      }
    }
    networks.removeIf(it -> it.variant().isForSmallPictures()); // they have their own test
    networks.remove(new Architecture(ResNetVariant.RESNET34, Layout.ARTICLE)); // it, too
    networks.remove(new Architecture(ResNetVariant.RESNET101, Layout.TORCHVISION)); // two of the
    networks.remove(new Architecture(ResNetVariant.RESNET152, Layout.ARTICLE)); // largest will do
    assertThat(networks).hasSize(9);
    assertThat(compare(python, 4, 32, networks)).hasSameSizeAs(networks);
  }

  @Test
  void networksForSmallPicturesHaveTheLogitsOfTheirClassesInPyTorch() throws Exception {
    Python python = Python.with("torch");
    List<Architecture> networks = new ArrayList<>();
    for (Layout layout : Layout.values()) {
      networks.add(new Architecture(ResNetVariant.RESNET20, layout));
      networks.add(new Architecture(ResNetVariant.PLAIN20, layout));
      networks.add(new Architecture(ResNetVariant.RESNET18, layout, StemKind.SMALL));
      networks.add(new Architecture(ResNetVariant.RESNET50, layout, StemKind.SMALL));
    }
    networks.add(new Architecture(ResNetVariant.RESNET110, Layout.TORCHVISION));
    networks.add(new Architecture(ResNetVariant.PLAIN56, Layout.ARTICLE));
    assertThat(compare(python, 4, 31, networks)).hasSameSizeAs(networks);
  }

  /** Saves the networks, lets PyTorch load them, and holds the logits against each other. */
  private List<String> compare(Python python, int pictures, int side, List<Architecture> networks)
      throws Exception {
    ImageSource dataset = TestPictures.coloured(pictures, side, CLASSES, 3);
    Path bytes = folder.resolve("pictures.bin");
    write(dataset, bytes);
    List<String> arguments =
        new ArrayList<>(
            List.of(Integer.toString(CLASSES), bytes.toString(), Integer.toString(side)));
    List<float[]> ours = new ArrayList<>();
    List<Path> logits = new ArrayList<>();
    for (Architecture network : networks) {
      RunFolder run = new RunFolder(folder.resolve(network.layout().label()));
      Path state = run.parameters(network.variant());
      ours.add(saveAndCompute(network, dataset, state));
      Path out = run.path().resolve(name(network) + ".logits");
      logits.add(out);
      arguments.addAll(List.of(name(network), network.layout().label()));
      arguments.addAll(List.of(state.toString(), out.toString()));
    }
    String printed = python.runFixture("check_logits.py", arguments);
    for (int i = 0; i < networks.size(); i++) {
      assertClose(networks.get(i), ours.get(i), floats(logits.get(i)));
    }
    return printed.lines().toList();
  }

  private static String name(Architecture network) {
    String variant = network.variant().label();
    return network.stem() == network.variant().stem()
        ? variant
        : variant + "+" + network.stem().label();
  }

  private static float[] saveAndCompute(Architecture network, ImageSource dataset, Path state) {
    ModelConfig config =
        new ModelConfig(network, InputSize.square(dataset.pictureSize().height()), CLASSES);
    Inputs inputs = new Inputs(Preprocessing.UNIT, Arithmetic.plain(ComputeDevice.choose("cpu")));
    Batch all = dataset.batch(IntStream.range(0, dataset.size()).toArray());
    Batch first = dataset.batch(new int[] {0, 1, 2, 3});
    try (ResNet net = ResNet.create(config, 11);
        PointerScope scope = new PointerScope();
        NoGradGuard noGrad = new NoGradGuard()) {
      unsettleNorms(net);
      net.module().train(true);
      net.forward(inputs.images(first)); // moves the running statistics
      net.module().eval();
      TorchFile.write(ModelState.of(net), state);
      return Tensors.floats(net.forward(inputs.images(all)));
    }
  }

  /** Gives batch norms gains and offsets that are not 1 and 0. */
  private static void unsettleNorms(ResNet net) {
    StateDict state = ModelState.of(net);
    Random random = new Random(5);
    List<NamedArray> arrays = new ArrayList<>();
    for (NamedArray array : state.arrays()) {
      String owner = array.name().substring(0, array.name().lastIndexOf('.'));
      boolean norm = state.names().contains(owner + ".running_var");
      if (norm && array.name().matches(".*[.](weight|bias)")) {
        float[] values = array.toFloats();
        for (int i = 0; i < values.length; i++) {
          values[i] += (random.nextFloat() - 0.5f) / 2;
        }
        arrays.add(NamedArray.ofFloats(array.name(), values, values.length));
      } else {
        arrays.add(array);
      }
    }
    ModelState.load(net, StateDict.of(arrays), "the test");
  }

  private static void assertClose(Architecture network, float[] ours, float[] theirs) {
    assertThat(theirs).as("%s", network).hasSameSizeAs(ours);
    double largest = 0;
    double smallest = Double.MAX_VALUE;
    double gap = 0;
    for (int i = 0; i < ours.length; i++) {
      assertThat(Float.isFinite(ours[i])).isTrue();
      largest = Math.max(largest, ours[i]);
      smallest = Math.min(smallest, ours[i]);
      gap = Math.max(gap, Math.abs(ours[i] - theirs[i]));
    }
    assertThat(largest - smallest).as("spread of the logits of %s", network).isGreaterThan(0.1);
    assertThat(gap)
        .as("largest difference of a logit of %s", network)
        .isLessThan(network.variant().layers() > 50 ? 1e-4 : 1e-5);
  }

  private static void write(ImageSource dataset, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < dataset.size(); i++) {
        out.write(dataset.pixels(i));
      }
    }
  }

  private static float[] floats(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }
}
